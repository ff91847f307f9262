// A written condition on options to its normal form: `USSR.withdraw and not (USA.air_strike or USA.blockade)`, `CHN.korea is
// patience`, `if a then b` or `b if a`, `a iff b`. The words are those of the model language (language.md, "Formulas"); options are the
// only names. Out: a condition, or what is wrong with its offset in the text. By descent; depth and size are bounded.

import { nearestName } from "../../base/nearest-name.ts";
import { both, type Condition, either } from "./condition.ts";
import type { GraphOption } from "./graph-model.ts";

type ConditionFault = { says: string; mend?: string; offset: number; length: number };

export type ParsedCondition = { condition?: Condition; faults: ConditionFault[] };

type Token = { text: string; offset: number };

type Scan = { tokens: Token[]; next: number; depth: number; names: Names; faults: ConditionFault[]; end: number };

/** What a name in a condition may stand for. */
export type Names = {
  options: readonly GraphOption[];
  /** Full ids, and short ones where only one option has it. */
  slots: Map<string, number>;
  /** Choices by full and by short name: value → slot. */
  choices: Map<string, Map<string, number>>;
};

/** Words that mean something in a condition, and so name nothing. */
export const WORDS: ReadonlySet<string> = new Set([
  "and",
  "or",
  "not",
  "if",
  "then",
  "else",
  "iff",
  "is",
  "true",
  "false",
]);
/** What an option or a course may be called. */
export const NAME = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;

const DEEPEST = 200;
const LONGEST = 10_000;

export function namesOf(options: readonly GraphOption[]): Names {
  const slots = new Map<string, number>();
  const choices = new Map<string, Map<string, number>>();
  const short = (id: string) => id.slice(id.indexOf(".") + 1);
  const shortCount = new Map<string, number>();
  const whole = [...new Set(options.map((option) => option.choice?.of ?? option.id))];
  for (const id of whole) shortCount.set(short(id), (shortCount.get(short(id)) ?? 0) + 1);
  options.forEach((option, slot) => {
    const id = option.choice?.of ?? option.id;
    for (const name of new Set([id, ...(shortCount.get(short(id)) === 1 ? [short(id)] : [])])) {
      if (!option.choice) slots.set(name, slot);
      else choices.set(name, (choices.get(name) ?? new Map()).set(option.choice.value, slot));
    }
  });
  return { options, slots, choices };
}

export function parseCondition(text: string, names: Names): ParsedCondition {
  const faults: ConditionFault[] = [];
  if (text.length > LONGEST) {
    return { faults: [{ says: "this condition is too long", mend: "say it in parts", offset: 0, length: 1 }] };
  }
  const tokens = tokensOf(text, faults);
  if (faults.length > 0) return { faults };
  const scan: Scan = { tokens, next: 0, depth: 0, names, faults, end: text.length };
  const tree = parseIff(scan);
  const left = scan.tokens[scan.next];
  if (tree && left) fault(scan, left, `\`${left.text}\` is one word too many`, "join conditions by `and` or `or`");
  if (!tree || faults.length > 0) return { faults };
  const condition = normal(tree, true, new Map());
  if (condition) return { condition, faults };
  faults.push({
    says: "this condition is too long when written out",
    mend: "say it in parts",
    offset: 0,
    length: text.length,
  });
  return { faults };
}

function tokensOf(text: string, faults: ConditionFault[]): Token[] {
  const tokens: Token[] = [];
  // `>` is part of the name of a plan (ensemble/form-plan.ts)
  const pattern = /\s+|[\p{L}_][\p{L}\p{N}_.>-]*|[()]|./gsu;
  for (const match of text.matchAll(pattern)) {
    const token = { text: match[0], offset: match.index };
    if (/^\s/.test(token.text)) continue;
    if (/^[\p{L}_()]/u.test(token.text)) tokens.push(token);
    else {
      const says = `\`${token.text}\` has no meaning in a condition`;
      faults.push({
        says,
        mend: "use option names, and, or, not, if … then, if, iff, is, ( )",
        offset: token.offset,
        length: token.text.length,
      });
      return tokens;
    }
  }
  return tokens;
}

type Tree =
  | { kind: "option"; slot: number }
  | { kind: "constant"; value: boolean }
  | { kind: "not"; of: Tree }
  | { kind: "and" | "or" | "iff"; left: Tree; right: Tree };

function fault(scan: Scan, at: Token | undefined, says: string, mend?: string): undefined {
  const offset = at?.offset ?? Math.max(0, scan.end - 1);
  scan.faults.push({ says, offset, length: at?.text.length ?? 1, ...(mend ? { mend } : {}) });
  return undefined;
}

function accept(scan: Scan, word: string): boolean {
  if (scan.tokens[scan.next]?.text !== word) return false;
  scan.next++;
  return true;
}

function chain(scan: Scan, word: "and" | "or" | "iff", part: (scan: Scan) => Tree | undefined): Tree | undefined {
  let left = part(scan);
  while (left && accept(scan, word)) {
    const right = part(scan);
    if (!right) return undefined;
    left = { kind: word, left, right };
  }
  return left;
}

function parseIff(scan: Scan): Tree | undefined {
  if (++scan.depth > DEEPEST) return fault(scan, scan.tokens[scan.next], "this condition is nested too deeply");
  const tree = chain(scan, "iff", parseOr);
  // As statements are written in the literature of graph models: "withdraw IF blockade"
  const when = tree && accept(scan, "if") ? parseIff(scan) : undefined;
  scan.depth--;
  return when ? { kind: "or", left: { kind: "not", of: when }, right: tree! } : tree;
}

function parseOr(scan: Scan): Tree | undefined {
  return chain(scan, "or", parseAnd);
}

function parseAnd(scan: Scan): Tree | undefined {
  return chain(scan, "and", parseNot);
}

function parseNot(scan: Scan): Tree | undefined {
  if (accept(scan, "not")) {
    if (++scan.depth > DEEPEST) return fault(scan, scan.tokens[scan.next], "this condition is nested too deeply");
    const of = parseNot(scan);
    scan.depth--;
    return of && { kind: "not", of };
  }
  if (accept(scan, "if")) return parseIf(scan);
  return parseAtom(scan);
}

function parseIf(scan: Scan): Tree | undefined {
  const when = parseIff(scan);
  if (!when) return undefined;
  if (!accept(scan, "then")) return fault(scan, scan.tokens[scan.next], "`if` wants its `then` here");
  const then = parseIff(scan);
  if (!then) return undefined;
  const implication: Tree = { kind: "or", left: { kind: "not", of: when }, right: then };
  if (!accept(scan, "else")) return implication;
  const otherwise = parseIff(scan);
  return otherwise && { kind: "and", left: implication, right: { kind: "or", left: when, right: otherwise } };
}

function parseAtom(scan: Scan): Tree | undefined {
  const token = scan.tokens[scan.next];
  if (!token) return fault(scan, undefined, "the condition ends too early", "an option's name is missing");
  scan.next++;
  if (token.text === "(") {
    const tree = parseIff(scan);
    if (tree && !accept(scan, ")")) return fault(scan, scan.tokens[scan.next] ?? token, "a `)` is missing");
    return tree;
  }
  if (token.text === "true" || token.text === "false") return { kind: "constant", value: token.text === "true" };
  if (token.text === ")" || WORDS.has(token.text))
    return fault(scan, token, `an option's name belongs before \`${token.text}\``);
  return parseName(scan, token);
}

function parseName(scan: Scan, token: Token): Tree | undefined {
  const { slots, choices } = scan.names;
  const choice = choices.get(token.text);
  const slot = slots.get(token.text);
  if (choice) return parseChoice(scan, token, choice);
  if (slot !== undefined) return { kind: "option", slot };
  const near = nearestName(token.text, [...slots.keys(), ...choices.keys()]);
  return fault(scan, token, `unknown option \`${token.text}\``, near && `did you mean \`${near}\`?`);
}

function parseChoice(scan: Scan, token: Token, choice: Map<string, number>): Tree | undefined {
  const values = [...choice.keys()].join(", ");
  if (!accept(scan, "is"))
    return fault(scan, token, `\`${token.text}\` is a choice`, `say \`${token.text} is …\`: ${values}`);
  const negated = accept(scan, "not");
  const value = scan.tokens[scan.next++];
  const slot = value && choice.get(value.text);
  if (slot === undefined) {
    const near = value && nearestName(value.text, choice.keys());
    const says = `\`${token.text}\` has no course \`${value?.text ?? ""}\``;
    return fault(scan, value, says, near ? `did you mean \`${near}\`?` : `it has ${values}`);
  }
  const tree: Tree = { kind: "option", slot };
  return negated ? { kind: "not", of: tree } : tree;
}

type Done = Map<Tree, Map<boolean, Condition | undefined>>;

/** Negations pushed to the options, then `and` spread over `or`; undefined where that grows past bounds. Each part once. */
function normal(tree: Tree, yes: boolean, done: Done): Condition | undefined {
  const known = done.get(tree) ?? new Map<boolean, Condition | undefined>();
  done.set(tree, known);
  if (!known.has(yes)) known.set(yes, normalOnce(tree, yes, done));
  return known.get(yes);
}

function normalOnce(tree: Tree, yes: boolean, done: Done): Condition | undefined {
  switch (tree.kind) {
    case "option":
      return [[{ option: tree.slot, yes }]];
    case "constant":
      return tree.value === yes ? [[]] : [];
    case "not":
      return normal(tree.of, !yes, done);
    case "iff": {
      const same = pair(normal(tree.left, true, done), normal(tree.right, yes, done), both);
      return pair(same, pair(normal(tree.left, false, done), normal(tree.right, !yes, done), both), either);
    }
    default: {
      const join = (tree.kind === "and") === yes ? both : either;
      return pair(normal(tree.left, yes, done), normal(tree.right, yes, done), join);
    }
  }
}

function pair(
  a: Condition | undefined,
  b: Condition | undefined,
  join: (a: Condition, b: Condition) => Condition | undefined,
): Condition | undefined {
  return a && b && join(a, b);
}
