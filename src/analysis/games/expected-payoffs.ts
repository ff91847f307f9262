// Expected payoffs of pure strategies against mixed ones, in doubles, and how they change with each probability.
// One pass over the profiles, products of probabilities built from the left and the right, so that zeros do no harm.

export type Tables = {
  counts: readonly number[];
  /** Where each player's strategies begin in one list of all. */
  starts: readonly number[];
  /** Number of strategies of all players. */
  total: number;
  /** payoffs[profile * players + player] */
  payoffs: Float64Array;
};

export function payoffTables(counts: readonly number[], payoffs: Float64Array): Tables {
  let total = 0;
  const starts = counts.map((count) => {
    total += count;
    return total - count;
  });
  return { counts, starts, total, payoffs };
}

/** Calls back for every profile with its index and its strategies' places in the list of all. */
function eachProfile(tables: Tables, visit: (profile: number, places: Int32Array) => void): void {
  const { counts, starts } = tables;
  const n = counts.length;
  const places = Int32Array.from(starts);
  const profiles = tables.payoffs.length / n;
  for (let q = 0; q < profiles; q++) {
    visit(q, places);
    for (let i = 0; i < n && ++places[i]! === starts[i]! + counts[i]!; i++) places[i] = starts[i]!;
  }
}

/** u[place]: what each strategy brings its player against the others' mixes `p`. */
export function expectedPayoffs(tables: Tables, p: Float64Array): Float64Array {
  const n = tables.counts.length;
  const u = new Float64Array(tables.total);
  const left = new Float64Array(n + 1).fill(1);
  eachProfile(tables, (q, places) => {
    for (let i = 0; i < n; i++) left[i + 1] = left[i]! * p[places[i]!]!;
    let right = 1;
    for (let i = n - 1; i >= 0; i--) {
      u[places[i]!]! += left[i]! * right * tables.payoffs[q * n + i]!;
      right *= p[places[i]!]!;
    }
  });
  return u;
}

/** As `expectedPayoffs`, and slopes[a * total + b]: how u[a] changes with the probability of strategy b of another player. */
export function payoffSlopes(tables: Tables, p: Float64Array, slopes: Float64Array): Float64Array {
  const { total, payoffs } = tables;
  const n = tables.counts.length;
  const left = new Float64Array(n + 1).fill(1);
  const right = new Float64Array(n + 1).fill(1);
  slopes.fill(0);
  const u = new Float64Array(total);
  eachProfile(tables, (q, places) => {
    for (let i = 0; i < n; i++) left[i + 1] = left[i]! * p[places[i]!]!;
    for (let i = n - 1; i >= 0; i--) right[i] = right[i + 1]! * p[places[i]!]!;
    for (let i = 0; i < n; i++) {
      const a = places[i]!;
      const mine = payoffs[q * n + i]!;
      u[a]! += left[i]! * right[i + 1]! * mine;
      let middle = left[i]!;
      for (let j = i + 1; j < n; j++) {
        const b = places[j]!;
        const weight = middle * right[j + 1]!;
        slopes[a * total + b]! += weight * mine;
        slopes[b * total + a]! += weight * payoffs[q * n + j]!;
        middle *= p[b]!;
      }
    }
  });
  return u;
}

/** The most any player gains by a better reply: 0 in an equilibrium. */
export function largestRegret(tables: Tables, p: Float64Array): number {
  const u = expectedPayoffs(tables, p);
  let most = 0;
  tables.counts.forEach((count, i) => {
    let mean = 0;
    let best = Number.NEGATIVE_INFINITY;
    for (let a = tables.starts[i]!; a < tables.starts[i]! + count; a++) {
      mean += p[a]! * u[a]!;
      if (u[a]! > best) best = u[a]!;
    }
    if (best - mean > most) most = best - mean;
  });
  return most;
}
