// The known name nearest to an unknown one, for "did you mean": optimal string alignment distance
// (Damerau 1964, restricted), at most a third of the length away.

function distance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const change = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current[j] = Math.min(previous[j]! + 1, current[j - 1]! + 1, change, swap ? before[j - 2]! + 1 : change);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length]!;
}

/** The nearest of `known`, or undefined where none is near. Ties go to the first. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  if (name.length > 64) return undefined;
  const lower = name.toLowerCase().replaceAll("-", "_");
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const d = distance(lower, candidate.toLowerCase().replaceAll("-", "_"));
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}
