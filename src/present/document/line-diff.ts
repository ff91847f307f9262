// What changed between two texts, line by line, for a person to look at before or after it is written. In: both texts. Out: lines that begin with
// `-` or `+` and the number of the line in its own text, in order. By the longest common subsequence of the lines between the common ends.

export type DiffLine = { sign: "-" | "+"; line: number; text: string };

/** More cells than this are not compared: then the middle is shown as gone and new. */
const MOST_CELLS = 4_000_000;

const linesOf = (text: string) => {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
};

export function lineDiff(before: string, after: string): DiffLine[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  const room = () => tail < old.length - head && tail < now.length - head;
  while (room() && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  return between(old.slice(head, old.length - tail), now.slice(head, now.length - tail), head);
}

function between(old: readonly string[], now: readonly string[], offset: number): DiffLine[] {
  const width = now.length + 1;
  const long = old.length * width > MOST_CELLS;
  const common = new Uint32Array(long ? 0 : (old.length + 1) * width);
  for (let i = old.length - 1; !long && i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      common[i * width + j] =
        old[i] === now[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
  const out: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j] && !long) {
      i++;
      j++;
    } else if (
      i < old.length &&
      (j === now.length || long || common[(i + 1) * width + j]! >= common[i * width + j + 1]!)
    ) {
      out.push({ sign: "-", line: offset + i + 1, text: old[i]! });
      i++;
    } else {
      out.push({ sign: "+", line: offset + j + 1, text: now[j]! });
      j++;
    }
  }
  return out;
}

export const sayDiff = (diff: readonly DiffLine[]): string[] =>
  diff.map(({ sign, line, text }) => `${sign}${String(line).padStart(5)}  ${text}`);
