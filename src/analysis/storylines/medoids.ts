// Clusters of futures around real futures: partitioning around medoids (Kaufman & Rousseeuw 1990) on Gower's distance (1971), the
// number of clusters by the mean silhouette (Rousseeuw 1987). In: rows of features. Out: a medoid a cluster, and each row's cluster.
// Pure and without luck: medoids are built greedily and swapped until nothing gets better.

export type Feature = { name: string; kind: "category" | "number"; values: Float64Array };

export type Clusters = { medoids: number[]; member: Uint8Array; silhouette: number };

/** Ranges of the number features: 5th to 95th percentile, so that one wild future does not flatten the rest. */
function rangesOf(features: readonly Feature[]): number[] {
  return features.map(({ kind, values }) => {
    if (kind === "category") return 1;
    const sorted = values.slice().sort();
    const at = (p: number) => sorted[Math.floor(p * (sorted.length - 1))]!;
    return Math.max(1e-12, at(0.95) - at(0.05));
  });
}

/** Gower's distance: mean over features of mismatch or scaled gap, each at most 1. */
export function distances(features: readonly Feature[], rows: readonly number[]): Float64Array {
  const n = rows.length;
  const ranges = rangesOf(features);
  const d = new Float64Array(n * n);
  features.forEach(({ kind, values }, f) => {
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        const [a, b] = [values[rows[i]!]!, values[rows[j]!]!];
        const gap = kind === "category" ? (a === b ? 0 : 1) : Math.min(1, Math.abs(a - b) / ranges[f]!);
        d[i * n + j]! += gap / features.length;
      }
    }
  });
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) d[j * n + i] = d[i * n + j]!;
  return d;
}

function nearest(d: Float64Array, n: number, medoids: readonly number[]): { member: Uint8Array; cost: number } {
  const member = new Uint8Array(n);
  let cost = 0;
  for (let i = 0; i < n; i++) {
    let best = 0;
    for (let m = 1; m < medoids.length; m++) if (d[i * n + medoids[m]!]! < d[i * n + medoids[best]!]!) best = m;
    member[i] = best;
    cost += d[i * n + medoids[best]!]!;
  }
  return { member, cost };
}

function build(d: Float64Array, n: number, k: number): number[] {
  const medoids: number[] = [];
  const away = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  while (medoids.length < k) {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < n; c++) {
      if (medoids.includes(c)) continue;
      let cost = 0;
      for (let i = 0; i < n; i++) cost += Math.min(away[i]!, d[i * n + c]!);
      if (cost < least) {
        least = cost;
        best = c;
      }
    }
    medoids.push(best);
    for (let i = 0; i < n; i++) away[i] = Math.min(away[i]!, d[i * n + best]!);
  }
  return medoids;
}

/** Moves each medoid to the row of its cluster that lies nearest to all others of it, until none moves. */
function settle(d: Float64Array, n: number, start: readonly number[]): number[] {
  let medoids = [...start];
  for (let round = 0; round < 50; round++) {
    const { member } = nearest(d, n, medoids);
    const next = medoids.map((medoid, m) => {
      let best = medoid;
      let least = Number.POSITIVE_INFINITY;
      for (let c = 0; c < n; c++) {
        if (member[c] !== m) continue;
        let cost = 0;
        for (let i = 0; i < n; i++) if (member[i] === m) cost += d[i * n + c]!;
        if (cost < least) {
          least = cost;
          best = c;
        }
      }
      return best;
    });
    if (next.every((m, i) => m === medoids[i])) return medoids;
    medoids = next;
  }
  return medoids;
}

/** Mean silhouette: how much nearer a row is to its own cluster than to the next one. */
function silhouetteOf(d: Float64Array, n: number, member: Uint8Array, k: number): number {
  const sizes = new Float64Array(k);
  for (const m of member) sizes[m]!++;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const to = new Float64Array(k);
    for (let j = 0; j < n; j++) to[member[j]!]! += d[i * n + j]!;
    const own = member[i]!;
    if (sizes[own]! <= 1) continue;
    const a = to[own]! / (sizes[own]! - 1);
    let b = Number.POSITIVE_INFINITY;
    for (let m = 0; m < k; m++) if (m !== own && sizes[m]! > 0) b = Math.min(b, to[m]! / sizes[m]!);
    sum += Math.max(a, b) > 0 ? (b - a) / Math.max(a, b) : 0;
  }
  return sum / n;
}

/** The best clustering of `least` to `most` clusters, on the rows given. */
export function clusters(features: readonly Feature[], rows: readonly number[], least = 3, most = 6): Clusters {
  const n = rows.length;
  const d = distances(features, rows);
  let best: Clusters | undefined;
  for (let k = Math.min(least, n); k <= Math.min(most, n); k++) {
    const medoids = settle(d, n, build(d, n, k));
    const { member } = nearest(d, n, medoids);
    const silhouette = silhouetteOf(d, n, member, k);
    if (!best || silhouette > best.silhouette) best = { medoids: medoids.map((m) => rows[m]!), member, silhouette };
  }
  return best!;
}

/** Puts every row of all futures to its nearest medoid. */
export function assign(features: readonly Feature[], medoids: readonly number[]): Uint8Array {
  const ranges = rangesOf(features);
  const total = features[0]!.values.length;
  const member = new Uint8Array(total);
  for (let i = 0; i < total; i++) {
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    medoids.forEach((medoid, m) => {
      let sum = 0;
      features.forEach(({ kind, values }, f) => {
        const [a, b] = [values[i]!, values[medoid]!];
        sum += kind === "category" ? (a === b ? 0 : 1) : Math.min(1, Math.abs(a - b) / ranges[f]!);
      });
      if (sum < least) {
        least = sum;
        best = m;
      }
    });
    member[i] = best;
  }
  return member;
}
