// Text of one formula → syntax tree, by the Lezer grammar that the editor shares.
// In: the text and a way to say problems at an offset. Out: the tree, or undefined where it cannot be read.
// Lezer parses without recursion; the tree is turned into ours only when it is shallow and short enough to recurse on.

import type { PartialParse, SyntaxNode, Tree } from "@lezer/common";
import { invariant } from "../../base/invariant.ts";
import { nearestName } from "../../base/nearest-name.ts";
import { LIMITS } from "../limits.ts";
import type { ProblemCode } from "../problems.ts";
import { parser } from "./formula-parser.generated.ts";
import type { BinaryOperator, Pair, Syntax } from "./syntax-tree.ts";

export type SayAt = (
  code: ProblemCode,
  span: { from: number; to: number },
  facts: Record<string, string | number | undefined>,
) => void;

function depthOf(tree: Tree): number {
  const cursor = tree.cursor();
  let depth = 0;
  let deepest = 0;
  for (;;) {
    deepest = Math.max(deepest, depth);
    if (cursor.firstChild()) depth++;
    else {
      while (!cursor.nextSibling()) {
        if (!cursor.parent()) return deepest;
        depth--;
      }
    }
  }
}

const KEYWORDS = ["if", "then", "else", "is", "not", "and", "or", "to", "for", "in", "where"];

/** Signs of other notations, and ours: what people type who know spreadsheets, programs or print. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/^(&&|\|\|)/, "write `and`, `or`"],
  [/^!/, "write `not`, or `!=` between two values"],
  [/^\?/, "write `if a then b else c`"],
  [/^\*/, "write `^` for a power"],
  [/^%/, "write 0.05 for 5 %"],
  [/^['"\u2018\u2019\u201c\u201d]/, "options are written without quotes: `x is patience`"],
  [/^-[A-Za-z]/, "names have underscores, not hyphens"],
  [/^\.\d/, "write 0.5, not .5"],
  [/^≥/, "write `>=`"],
  [/^≤/, "write `<=`"],
  [/^≠/, "write `!=`"],
  [/^[×·]/, "write `*`"],
  [/^÷/, "write `/`"],
  [/^[−–—]/, "write `-`"],
  [/^:=/, "a formula is a value: nothing is assigned in it"],
];

const COLON_LOOP = /\b(any|all|count|sum|mean|max|min)\(\s*\w+\s+in\s+\w+\s*:/;

/** What to advise where the grammar stops. */
function mendFor(text: string, at: number): string | undefined {
  const rest = text.slice(at).trimStart();
  const open = (text.match(/[([]/g) ?? []).length - (text.match(/[)\]]/g) ?? []).length;
  if (COLON_LOOP.test(text)) return "write any(f for a in set)";
  if (/\bis(\s+not)?\s*$/.test(text.slice(0, at)) && /^[(\d]/.test(rest))
    return "after `is` stands an option: `CHN.korea is coerce`; values are compared by `=`";
  const sign = SIGNS.find(([pattern]) => pattern.test(rest));
  if (sign) return sign[1];
  if (rest.startsWith(",") && open <= 0) return "write numbers with a point: 0.5";
  if (rest === "" && open > 0) return open === 1 ? "a bracket is not closed" : `${open} brackets are not closed`;
  if (open < 0) return "there is a closing bracket too many";
  const word = /^([A-Za-z_]\w*)/.exec(rest)?.[1];
  const near = word && nearestName(word, KEYWORDS);
  if (word && KEYWORDS.includes(word)) return `\`${word}\` is a word of the language and stands in the wrong place`;
  if (near) return `did you mean \`${near}\`?`;
  return word ? "an operator (+ - * / and or) is missing before it" : undefined;
}

function sayFirstError(tree: Tree, text: string, say: SayAt): boolean {
  const cursor = tree.cursor();
  do {
    if (!cursor.type.isError) continue;
    const from = cursor.from;
    const to = Math.max(cursor.to, from + 1);
    const found = text.slice(from, Math.max(cursor.to, from)).trim() || text.slice(from).trim().slice(0, 12);
    say("formula-syntax", { from, to }, { at: found === "" ? "its end" : `\`${found}\``, mend: mendFor(text, from) });
    return true;
  } while (cursor.next());
  return false;
}

/** How far beyond the first fault the parser may look for its way back. */
const FAR = 40;

/** Lezer's recovery takes seconds on 20,000 letters of noise. Only the first fault is said, so the rest is not looked at. */
function treeOf(text: string): Tree {
  const parse: PartialParse & { recovering?: number } = parser.startParse(text);
  let isCut = false;
  for (;;) {
    const tree = parse.advance();
    if (tree) return tree;
    if (isCut || !parse.recovering) continue;
    isCut = true;
    if (parse.parsedPos + FAR < text.length) parse.stopAt(parse.parsedPos + FAR);
  }
}

/** Parses a formula; says the first syntax error (later ones are echoes of it). */
export function parseFormula(text: string, say: SayAt): Syntax | undefined {
  const whole = { from: 0, to: Math.max(1, text.length) };
  if (text.length > LIMITS.formula.most) {
    say("formula-too-long", whole, { size: text.length, most: LIMITS.formula.most });
    return undefined;
  }
  const tree = treeOf(text);
  if (depthOf(tree) > LIMITS.depth.most) {
    say("formula-too-deep", whole, { most: LIMITS.depth.most });
    return undefined;
  }
  if (sayFirstError(tree, text, say)) return undefined;
  const top = tree.topNode.firstChild;
  return top ? syntaxOf(top, text) : undefined;
}

type Reader = (node: SyntaxNode, text: string) => Syntax;

const textOf = (node: SyntaxNode, text: string) => text.slice(node.from, node.to);
const spanOf = (node: SyntaxNode) => ({ from: node.from, to: node.to });

function expressionsOf(node: SyntaxNode, text: string): Syntax[] {
  return node.getChildren("Expression").map((child) => syntaxOf(child, text));
}

function oneOf(node: SyntaxNode, text: string): Syntax {
  const child = node.getChild("Expression");
  invariant(child, `a ${node.name} without a part`);
  return syntaxOf(child, text);
}

function pairOf(node: SyntaxNode, text: string): Pair {
  const [x, y] = expressionsOf(node, text);
  return { kind: "pair", x: x!, y: y!, ...spanOf(node) };
}

function operatorOf(node: SyntaxNode, text: string): BinaryOperator {
  const first = node.getChild("Expression")!;
  const written = textOf(first.nextSibling!, text);
  return written === "==" ? "=" : (written as BinaryOperator);
}

const READERS: Record<string, Reader> = {
  Number: (node, text) => ({ kind: "number", value: Number(textOf(node, text)), ...spanOf(node) }),
  Date: (node, text) => ({ kind: "date", text: textOf(node, text), ...spanOf(node) }),
  Name: (node, text) => ({ kind: "name", name: textOf(node, text), ...spanOf(node) }),
  Member: (node, text) => {
    const [owner, name] = node.getChildren("Name");
    return { kind: "member", owner: textOf(owner!, text), name: textOf(name!, text), ...spanOf(node) };
  },
  Index: (node, text) => {
    const [of, ...indices] = expressionsOf(node, text);
    return { kind: "index", of: of!, indices, ...spanOf(node) };
  },
  Call: (node, text) => {
    const parts: (Syntax | Pair)[] = [];
    const name = node.firstChild!;
    for (let child = name.nextSibling; child; child = child.nextSibling) {
      if (child.name === "Pair") parts.push(pairOf(child, text));
      else if (child.name in READERS) parts.push(syntaxOf(child, text));
    }
    return { kind: "call", name: textOf(name, text), arguments: parts, ...spanOf(node) };
  },
  Each: (node, text) => {
    const names = node.getChildren("Name").filter((n) => n.to <= node.to);
    const body = node.getChildren("Expression").find((e) => e.from > names[0]!.to)!;
    const after = names.filter((n) => n.from >= body.to);
    const where = node.getChild("Where");
    return {
      kind: "each",
      name: textOf(names[0]!, text),
      body: syntaxOf(body, text),
      index: textOf(after[0]!, text),
      set: textOf(after[1]!, text),
      ...(where && { where: oneOf(where, text) }),
      ...spanOf(node),
    };
  },
  Parenthesis: (node, text) => oneOf(node, text),
  Negate: (node, text) => ({ kind: "negate", of: oneOf(node, text), ...spanOf(node) }),
  Not: (node, text) => ({ kind: "not", of: oneOf(node, text), ...spanOf(node) }),
  Binary: (node, text) => {
    const [left, right] = expressionsOf(node, text);
    return { kind: "binary", operator: operatorOf(node, text), left: left!, right: right!, ...spanOf(node) };
  },
  Interval: (node, text) => {
    const [low, high] = expressionsOf(node, text);
    return { kind: "interval", low: low!, high: high!, ...spanOf(node) };
  },
  Is: (node, text) => {
    const option = node.getChild("Option")!;
    return {
      kind: "is",
      of: oneOf(node, text),
      option: textOf(option, text),
      negated: node.getChild("IsNot") !== null,
      optionAt: spanOf(option),
      ...spanOf(node),
    };
  },
  If: (node, text) => {
    const [test, yes, no] = expressionsOf(node, text);
    return { kind: "if", test: test!, yes: yes!, no: no!, ...spanOf(node) };
  },
};

function syntaxOf(node: SyntaxNode, text: string): Syntax {
  const read = READERS[node.name];
  invariant(read, `no reader for ${node.name}`);
  return read(node, text);
}
