// Arrays of XMILE and Vensim, unrolled before anything is translated: one element for each member, its equation with members in place of
// dimensions, `"rate[north]"` as a quoted name. Sums and the like over a dimension are written out. In: elements with subscripts, dimensions.
// Out: elements without. What cannot be resolved stays as it stands, and is told where its equation is translated.

import { Cannot, type Dialect } from "./equation-parts.ts";
import { keyOf, MOST_PARTS } from "./foreign.ts";
import type { Dimensions, Element } from "./stock-flow.ts";

/** An equation that grows longer than this is not taken: sums within sums grow fast. */
const MOST_LENGTH = 20_000;

/** Members by dimension; `*` is the dimension that an XMILE sum goes over. */
type Bound = ReadonlyMap<string, string>;

type Arrays = { dialect: Dialect; dimensions: Dimensions; families: ReadonlyMap<string, readonly string[]> };

const product = (lists: readonly (readonly string[])[]): string[][] =>
  lists.reduce<string[][]>((all, list) => all.flatMap((tuple) => list.map((member) => [...tuple, member])), [[]]);

// A quoted name by itself, which is left as it is; or a name with its subscripts. A name begins where no name goes on, so that a long run of
// letters is looked at once.
const REFERENCE = {
  xmile:
    /("(?:[^"\\]|\\.)*"(?!\s*\[))|("(?:[^"\\]|\\.)*"|(?<![\p{L}\p{N}_$.])[\p{L}_$][\p{L}\p{N}_$.]*)\s*\[([^\]]*)\]/gu,
  vensim:
    /("(?:[^"\\]|\\.)*"(?!\s*\[))|("(?:[^"\\]|\\.)*"|(?<![\p{L}\p{N}_$'] *)[\p{L}_$][\p{L}\p{N}_$' ]*?)\s*\[([^\]]*)\]/gu,
};
const NAME = /(?<![\p{L}\p{N}_$.])[\p{L}_$][\p{L}\p{N}_$.]*(?!\s*[[(\p{L}\p{N}_$.])/gu;
const QUOTED = /("(?:[^"\\]|\\.)*")/;
const ALONE = /^"[^"]*"$/;
const OVER = /(?<![\p{L}\p{N}_])(sum|vmin|vmax|prod|mean|min|max)\s*\(/giu;

const subsOf = (text: string) => text.split(",").map((sub) => sub.trim());
const plainName = (name: string) => name.trim().replace(/^"|"$/g, "");
const named = (name: string, members: readonly string[]) => `${plainName(name)}[${members.join(",")}]`;

/** Where the bracket that opens at `open` is closed; the text's end where it is not. */
function closing(text: string, open: number): number {
  let deep = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "(") deep++;
    else if (text[at] === ")" && --deep === 0) return at;
  }
  return text.length;
}

/** The dimensions that a sum goes over: `region!` in Vensim, `*` in XMILE. */
function overOf(argument: string, { dialect, dimensions, families }: Arrays): [string, readonly string[]][] {
  const found = new Map<string, readonly string[]>();
  for (const [, , name = "", subs = ""] of argument.matchAll(REFERENCE[dialect]))
    for (const [at, sub] of subsOf(subs).entries()) {
      const dimension =
        sub === "*" ? families.get(keyOf(plainName(name)))?.[at] : sub.endsWith("!") ? sub.slice(0, -1) : undefined;
      const members = dimension === undefined ? undefined : dimensions.get(keyOf(dimension));
      if (members) found.set(sub === "*" ? "*" : keyOf(dimension!), members);
    }
  return [...found];
}

const JOIN: Readonly<Record<string, (parts: readonly string[]) => string>> = {
  sum: (parts) => `(${parts.join(" + ")})`,
  prod: (parts) => `(${parts.join(" * ")})`,
  mean: (parts) => `((${parts.join(" + ")}) / ${parts.length})`,
  vmin: (parts) => (parts.length === 1 ? parts[0]! : `MIN(${parts.join(", ")})`),
  vmax: (parts) => (parts.length === 1 ? parts[0]! : `MAX(${parts.join(", ")})`),
};

/** Sums over dimensions written out, one term a member. */
function writtenOut(text: string, bound: Bound, arrays: Arrays): string {
  for (const match of text.matchAll(OVER)) {
    const open = match.index + match[0].length - 1;
    const close = closing(text, open);
    const argument = text.slice(open + 1, close);
    const over = overOf(argument, arrays);
    if (over.length === 0) continue;
    if (over.reduce((all, [, members]) => all * members.length, 1) > MOST_PARTS) throw new Cannot("it is too long");
    const tuples = product(over.map(([, members]) => members));
    let length = 0;
    const parts = tuples.map((tuple) => {
      const inner = new Map([...bound, ...over.map(([dimension], i) => [dimension, tuple[i]!] as const)]);
      const term = resolved(argument.replaceAll("!", ""), inner, arrays).trim();
      length += term.length;
      if (length > MOST_LENGTH) throw new Cannot("it is too long");
      return ALONE.test(term) ? term : `(${term})`;
    });
    const join = JOIN[match[1]!.toLowerCase().replace(/^m(?=in|ax)/, "vm")]!;
    return text.slice(0, match.index) + join(parts) + writtenOut(text.slice(close + 1), bound, arrays);
  }
  return text;
}

/** An equation with members in place of dimensions. */
function resolved(text: string, bound: Bound, arrays: Arrays): string {
  if (text.length > MOST_LENGTH) return text;
  const { dialect, families } = arrays;
  const memberOf = (sub: string) => bound.get(keyOf(sub)) ?? sub;
  const out = writtenOut(text, bound, arrays).replace(
    REFERENCE[dialect],
    (_, quoted: string | undefined, name: string, subs: string) =>
      quoted ?? `"${named(name, subsOf(subs).map(memberOf))}"`,
  );
  if (dialect === "vensim") return out;
  // XMILE lets an equation for all members name an array without its brackets
  return out
    .split(QUOTED)
    .map((part) =>
      part.startsWith('"')
        ? part
        : part.replace(NAME, (name) => {
            const dimensions = families.get(keyOf(name));
            return dimensions ? `"${named(name, dimensions.map(memberOf))}"` : name;
          }),
    )
    .join("");
}

/** An element as it is made, or why it cannot be. */
function attempt(e: Element, make: () => Element[]): Element[] {
  try {
    return make();
  } catch (error) {
    if (error instanceof Cannot) return [{ ...e, cannot: error.message }];
    throw error;
  }
}

function unrolled(e: Element, subscripts: readonly string[], arrays: Arrays): Element[] {
  const { dimensions, families } = arrays;
  const known = new Set([...dimensions.values()].flat().map(keyOf));
  const lists = subscripts.map((sub) => dimensions.get(keyOf(sub)) ?? (known.has(keyOf(sub)) ? [sub] : undefined));
  const unknown = subscripts.find((_, i) => lists[i] === undefined);
  if (unknown !== undefined) throw new Cannot(`there is no subscript \`${unknown}\``);
  const count = lists.reduce((all, list) => all * list!.length, 1);
  if (count > MOST_PARTS) throw new Cannot(`it has more than ${MOST_PARTS} members`);
  const tuples = product(lists as (readonly string[])[]);
  if (e.cells && e.cells.length !== tuples.length)
    throw new Cannot(`it has ${e.cells.length} values for ${tuples.length} members`);
  return tuples.map((tuple, at) => {
    const bound = new Map([...subscripts, ...(e.family ?? [])].map((sub, i) => [keyOf(sub), tuple[i % tuple.length]!]));
    const say = (text: string) => resolved(text, bound, arrays);
    const flow = (name: string) => {
      const own = families.get(keyOf(name));
      return own
        ? named(
            name,
            own.map((d) => bound.get(keyOf(d)) ?? d),
          )
        : name;
    };
    return {
      ...e,
      name: named(e.name, tuple),
      equation: say(e.cells?.[at] ?? e.equation),
      ...(e.rate !== undefined && { rate: say(e.rate) }),
      ...(e.inflows && { inflows: e.inflows.map(flow) }),
      ...(e.outflows && { outflows: e.outflows.map(flow) }),
    };
  });
}

/** Elements without arrays. */
export function unrollArrays(elements: readonly Element[], dimensions: Dimensions, dialect: Dialect): Element[] {
  const families = new Map<string, readonly string[]>();
  for (const { name, family } of elements) if (family) families.set(keyOf(name), family);
  const arrays: Arrays = { dialect, dimensions, families };
  return elements.flatMap((e) => {
    if (e.cannot !== undefined) return [e];
    const { subscripts } = e;
    const say = (text: string) => resolved(text, new Map(), arrays);
    return attempt(e, () =>
      subscripts
        ? unrolled(e, subscripts, arrays)
        : [{ ...e, equation: say(e.equation), ...(e.rate !== undefined && { rate: say(e.rate) }) }],
    );
  });
}
