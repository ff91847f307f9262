// One file of a model: its text, its YAML tree, and the way from a path in the tree to a place in the text.
// The tree stays inside the reader; what leaves it is plain data.

import { type Document, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import type { Place } from "../../base/problem.ts";

export type Path = readonly (string | number)[];

export type SourceFile = {
  name: string;
  text: string;
  lineStarts: readonly number[];
  document?: Document | undefined;
  /** The pairs of each map by key, made when first asked for: a search through 40,000 keys for each of them is a hang. */
  pairs?: WeakMap<object, ReadonlyMap<string, Pair<Node, Node | null>>>;
};

export function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  return starts;
}

/** The place of the code units from..to of a file; a segment over several lines is cut at the end of the first. */
export function placeOf(file: SourceFile, from: number, to: number): Place {
  let low = 0;
  let high = file.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (file.lineStarts[middle]! <= from) low = middle;
    else high = middle - 1;
  }
  const start = file.lineStarts[low]!;
  const next = file.lineStarts[low + 1] ?? file.text.length + 1;
  return {
    file: file.name,
    line: low + 1,
    column: from - start + 1,
    length: Math.max(1, Math.min(to, next - 1) - from),
  };
}

function pairAt(file: SourceFile, node: unknown, key: string | number): Pair<Node, Node | null> | undefined {
  if (!isMap(node)) return undefined;
  file.pairs ??= new WeakMap();
  let pairs = file.pairs.get(node);
  if (!pairs) {
    const made = new Map<string, Pair<Node, Node | null>>();
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      const name = isScalar(pair.key) ? String(pair.key.value) : undefined;
      if (name !== undefined && !made.has(name)) made.set(name, pair);
    }
    file.pairs.set(node, made);
    pairs = made;
  }
  return pairs.get(String(key));
}

/** The YAML node at a path, and the key that leads to it. */
export function nodeAt(file: SourceFile, path: Path): { node?: Node | undefined; key?: Node | undefined } {
  let node: Node | null | undefined = file.document?.contents as Node | null | undefined;
  let key: Node | undefined;
  for (const part of path) {
    if (isSeq(node)) {
      key = undefined;
      node = node.items[Number(part)] as Node | undefined;
    } else {
      const pair = pairAt(file, node, part);
      if (!pair) return {};
      key = pair.key;
      node = pair.value;
    }
  }
  return { node: node ?? undefined, key };
}

function placeOfNode(file: SourceFile, node: Node | undefined): Place | undefined {
  const range = node?.range;
  return range ? placeOf(file, range[0], range[1]) : undefined;
}

/** The place of the value at a path; of its key, or of the nearest parent, where it has none. */
export function placeOfValue(file: SourceFile, path: Path): Place {
  const { node, key } = nodeAt(file, path);
  if (isMap(node) || isSeq(node)) return placeOfKey(file, path);
  return placeOfNode(file, node) ?? placeOfNode(file, key) ?? parentPlace(file, path);
}

/** The place of the key that ends a path. */
export function placeOfKey(file: SourceFile, path: Path): Place {
  const { node, key } = nodeAt(file, path);
  return placeOfNode(file, key) ?? placeOfNode(file, node) ?? parentPlace(file, path);
}

function parentPlace(file: SourceFile, path: Path): Place {
  // A lever (--set x=1) has no tree: all of its text is the place
  if (!file.document) return placeOf(file, 0, Math.max(1, file.text.length));
  return path.length > 0 ? placeOfKey(file, path.slice(0, -1)) : placeOf(file, 0, 1);
}

/**
 * Where each code unit of a scalar's value stands in the file, for a formula's own positions: folded lines, quotes and
 * indentation lie between. Out: offset in the value (0..length) → offset in the file.
 */
export function offsetsOfScalar(file: SourceFile, path: Path, value: string): (offset: number) => number {
  const range = nodeAt(file, path).node?.range;
  if (!range) return () => 0;
  const offsets: number[] = [];
  let at = range[0];
  for (const unit of value) {
    const blank = /\s/.test(unit);
    let here = at;
    while (here < range[1] && file.text[here] !== unit[0] && !(blank && /\s/.test(file.text[here]!))) here++;
    if (here >= range[1]) here = Math.min(at, range[1]);
    for (let i = 0; i < unit.length; i++) offsets.push(here + i);
    at = here + unit.length;
  }
  return (offset) => offsets[offset] ?? (offsets.length > 0 ? offsets[offsets.length - 1]! + 1 : range[0]);
}
