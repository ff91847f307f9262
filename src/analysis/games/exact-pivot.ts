// One fraction-free pivot in doubles, exact or not at all. In: integers below 2^49. Out: integers below 2^49, or undefined
// where one would be larger.
// Why it is exact: a product of two such integers is h + l with both parts doubles (Dekker 1971); the difference of two
// products is s + t, exactly, with integers t below 2^53. The quotient by det is known to be whole; computed as a double
// it is off by at most 2^-52 of itself, so below 2^49 by less than an eighth, and rounding gives the true one.

const LIMIT = 2 ** 49;
/** Below this, products are whole doubles and need no second part. */
const PLAIN = 2 ** 26;
const SPLIT = 2 ** 27 + 1;

export type Pivoted = { cells: Float64Array; det: bigint };

export function pivotDoubles(
  cells: Float64Array,
  det: number,
  width: number,
  row: number,
  column: number,
): Pivoted | undefined {
  const next = new Float64Array(cells.length);
  const sign = cells[row * width + column]! > 0 ? 1 : -1;
  const p = sign * cells[row * width + column]!;
  const across = cells.slice(row * width, row * width + width);
  if (sign < 0) for (let c = 0; c < width; c++) across[c] = -across[c]!;
  const plain = p < PLAIN && largest(cells) < PLAIN;
  for (let from = 0; from < cells.length; from += width) {
    if (from === row * width) next.set(across, from);
    else if (plain) plainRow(cells, next, from, across, p, det, column);
    else if (!splitRow(cells, next, from, across, p, det, column)) return undefined;
    next[from + column] = from === row * width ? sign * det : -sign * cells[from + column]!;
  }
  return !plain || largest(next) < LIMIT ? { cells: next, det: BigInt(p) } : undefined;
}

function largest(cells: Float64Array): number {
  let most = 0;
  for (let k = 0; k < cells.length; k++) {
    const size = Math.abs(cells[k]!);
    if (size > most) most = size;
  }
  return most;
}

/** (cell * p - q * across) / det, with every product below 2^52. */
function plainRow(
  cells: Float64Array,
  next: Float64Array,
  from: number,
  across: Float64Array,
  p: number,
  det: number,
  column: number,
): void {
  const q = cells[from + column]!;
  for (let c = 0; c < across.length; c++) next[from + c] = (cells[from + c]! * p - q * across[c]!) / det;
}

function splitRow(
  cells: Float64Array,
  next: Float64Array,
  from: number,
  across: Float64Array,
  p: number,
  det: number,
  column: number,
): boolean {
  const q = cells[from + column]!;
  const pTop = upper(p);
  const pRest = p - pTop;
  const qTop = upper(q);
  const qRest = q - qTop;
  for (let c = 0; c < across.length; c++) {
    const a = cells[from + c]!;
    const b = across[c]!;
    const aTop = upper(a);
    const bTop = upper(b);
    const h1 = a * p;
    const l1 = aTop * pTop - h1 + aTop * pRest + (a - aTop) * pTop + (a - aTop) * pRest;
    const h2 = b * q;
    const l2 = bTop * qTop - h2 + bTop * qRest + (b - bTop) * qTop + (b - bTop) * qRest;
    const s = h1 - h2;
    const back = s - h1;
    const rest = h1 - (s - back) - (h2 + back);
    const quotient = (s + (rest + (l1 - l2))) / det;
    if (!(quotient < LIMIT && quotient > -LIMIT) && c !== column) return false;
    next[from + c] = Math.round(quotient);
  }
  return true;
}

/** The upper half of a double's digits (Veltkamp 1968). */
function upper(x: number): number {
  const t = SPLIT * x;
  return t - (t - x);
}
