// Bounds of an expression from the bounds of what it reads (interval arithmetic, Moore 1966): wide, never wrong.
// Used to find conditions that can never hold. Truth values are 0 and 1.

import { assertNever } from "../../base/invariant.ts";
import type { CheckedModel } from "../checked-model.ts";
import type { Expression } from "../expression.ts";
import type { BinaryOperator } from "../formula/syntax-tree.ts";

export type Range = readonly [number, number];

const ALL: Range = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
const TRUTH: Range = [0, 1];

const known = ([low, high]: Range): Range => (Number.isNaN(low) || Number.isNaN(high) ? ALL : [low, high]);
const hull = (values: number[]): Range => known([Math.min(...values), Math.max(...values)]);

/** What is not 0 is true. */
const truthOf = ([low, high]: Range): Range =>
  low > 0 || high < 0 ? [1, 1] : low === 0 && high === 0 ? [0, 0] : TRUTH;

const compare: Partial<Record<BinaryOperator, (a: Range, b: Range) => Range>> = {
  "<": ([al, ah], [bl, bh]) => (ah < bl ? [1, 1] : al >= bh ? [0, 0] : TRUTH),
  "<=": ([al, ah], [bl, bh]) => (ah <= bl ? [1, 1] : al > bh ? [0, 0] : TRUTH),
  ">": ([al, ah], [bl, bh]) => (al > bh ? [1, 1] : ah <= bl ? [0, 0] : TRUTH),
  ">=": ([al, ah], [bl, bh]) => (al >= bh ? [1, 1] : ah < bl ? [0, 0] : TRUTH),
  and: (a, b) => {
    const [[al, ah], [bl, bh]] = [truthOf(a), truthOf(b)];
    return [Math.min(al, bl), Math.min(ah, bh)];
  },
  or: (a, b) => {
    const [[al, ah], [bl, bh]] = [truthOf(a), truthOf(b)];
    return [Math.max(al, bl), Math.max(ah, bh)];
  },
  "=": ([al, ah], [bl, bh]) => (ah < bl || bh < al ? [0, 0] : TRUTH),
  "!=": ([al, ah], [bl, bh]) => (ah < bl || bh < al ? [1, 1] : TRUTH),
};

function arithmetic(operator: BinaryOperator, [al, ah]: Range, [bl, bh]: Range): Range {
  if (operator === "+") return known([al + bl, ah + bh]);
  if (operator === "-") return known([al - bh, ah - bl]);
  if (operator === "*") return hull([al * bl, al * bh, ah * bl, ah * bh]);
  return ALL;
}

function call(name: string, ranges: Range[]): Range {
  const [a = ALL, b = ALL, c = ALL] = ranges;
  switch (name) {
    case "min":
      return [Math.min(a[0], b[0]), Math.min(a[1], b[1])];
    case "max":
      return [Math.max(a[0], b[0]), Math.max(a[1], b[1])];
    case "clamp":
      return [Math.min(Math.max(a[0], b[0]), c[0]), Math.min(Math.max(a[1], b[1]), c[1])];
    case "logistic":
      return TRUTH;
    case "exp":
    case "sqrt":
    case "abs":
      return [0, Number.POSITIVE_INFINITY];
    default:
      return ALL;
  }
}

/** The range of an expression in a model whose cells have the ranges given. */
export function rangeOf(e: Expression, cell: (slot: number) => Range): Range {
  const of = (part: Expression) => rangeOf(part, cell);
  switch (e.kind) {
    case "number":
      return [e.value, e.value];
    case "constant":
    case "draw":
      return ALL;
    case "time":
      return [0, Number.POSITIVE_INFINITY];
    case "cell":
      return cell(e.slot);
    case "option":
      return TRUTH;
    case "negate": {
      const [low, high] = of(e.of);
      return [-high, -low];
    }
    case "not": {
      const [low, high] = truthOf(of(e.of));
      return [1 - high, 1 - low];
    }
    case "binary":
      return compare[e.operator]?.(of(e.left), of(e.right)) ?? arithmetic(e.operator, of(e.left), of(e.right));
    case "if": {
      const [[yl, yh], [nl, nh]] = [of(e.yes), of(e.no)];
      return [Math.min(yl, nl), Math.max(yh, nh)];
    }
    case "call":
      return call(e.name, e.arguments.map(of));
    case "lookup":
      return hull(e.points.map(([, y]) => y));
    case "pick":
      return hull(e.values);
    default:
      return assertNever(e);
  }
}

/** The ranges of all cells: stocks by their bounds where these are plain numbers, derived from what they read. */
export function cellRanges(model: Pick<CheckedModel, "stocks" | "derived">): Range[] {
  const plain = (e: Expression | undefined, otherwise: number) => (e?.kind === "number" ? e.value : otherwise);
  const ranges: Range[] = model.stocks.map((s) => [plain(s.min, ALL[0]), plain(s.max, ALL[1])]);
  for (const { is } of model.derived) ranges.push(rangeOf(is, (slot) => ranges[slot] ?? ALL));
  return ranges;
}
