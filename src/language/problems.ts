// Everything that can be wrong with a model: one table, read by the checker, the documentation and the tests
// (test/cases/ has a case for each code). Errors cannot be switched off; warnings do not keep a model from playing.

import { nearestName } from "../base/nearest-name.ts";
import { type Place, type Problem, type Severity, sortProblems } from "../base/problem.ts";

/** What the sentence needs. `among`: the known names, of which the nearest to `name` becomes `near`. */
export type Facts = {
  [fact: string]: string | number | Iterable<string> | undefined;
  among?: Iterable<string> | undefined;
};
type Entry = { severity: Severity; says: (f: Facts) => string; mend?: (f: Facts) => string | undefined };

const near = (f: Facts) => (f.near === undefined ? undefined : `did you mean \`${f.near}\`?`);
const error = (says: Entry["says"], mend?: Entry["mend"]): Entry => ({
  severity: "error",
  says,
  ...(mend && { mend }),
});
const warning = (says: Entry["says"], mend?: Entry["mend"]): Entry => ({
  severity: "warning",
  says,
  ...(mend && { mend }),
});

export const PROBLEMS = {
  // the text
  "no-file": error(
    (f) => `there is no file \`${f.path}\`, or it cannot be read`,
    () => "paths are relative to the file that names them",
  ),
  "file-too-large": error(
    (f) => `${f.what} has ${f.size} characters; ${f.most} are allowed`,
    () => "keep data out of the model: history goes into a CSV file, texts stay beside it",
  ),
  "not-text": error(() => "this file is not text (it holds a zero byte)"),
  "not-yaml": error(
    (f) => `this is not YAML: ${f.says}`,
    (f) => f.mend as string | undefined,
  ),
  "not-a-map": error(
    () => "a model file is a list of sections (`name: value` lines)",
    () => "begin with `standoff: a title`",
  ),
  "two-documents": error(
    () => "a second document begins here",
    () => "put it into a file of its own and name that under `use`",
  ),
  "nested-too-deep": error((f) => `nested deeper than ${f.most} levels`),
  alias: error(
    () => "anchors and aliases (`&a`, `*a`) are not part of the model language",
    () => "write the value out",
  ),
  tag: error(
    (f) => `YAML's \`${f.tag}\` is not part of the model language`,
    () => "leave it out",
  ),
  "bad-key": error(
    () => "a name must stand before the colon, not a list, a map or nothing",
    () => "write `name: value`",
  ),
  "same-key-twice": error(
    (f) => `\`${f.name}\` stands twice in one place`,
    () => "keep one of the two",
  ),
  "cut-by-comma": error(
    (f) => `a comma inside { } ends the value, so \`${f.text}\` was cut`,
    () => "put it on a line of its own, or in quotes (standoff check --fix does it)",
  ),
  "yaml-cuts-formula": error(
    (f) => `inside ${f.inside} YAML reads \`[\`, \`]\`, \`{\` and \`: \` as its own, so it does not see one value here`,
    () => "put the formula on a line of its own, or in quotes",
  ),
  // the shape
  "unknown-key": error(
    (f) => `\`${f.name}\` is not a word of ${f.where}`,
    (f) => near(f) ?? `known here: ${f.known}`,
  ),
  "missing-key": error(
    (f) => `${f.where} needs \`${f.name}\``,
    (f) => f.mend as string | undefined,
  ),
  "wrong-kind": error(
    (f) => `${f.wanted} is wanted here, not ${f.got}`,
    (f) => f.mend as string | undefined,
  ),
  "not-read": error(
    (f) => `\`${f.name}\` does nothing in ${f.where}`,
    (f) => f.mend as string | undefined,
  ),
  "bad-name": error(
    (f) => `\`${f.name}\` cannot be a name`,
    () => "a name begins with a letter and has letters, digits and underscores",
  ),
  "reserved-name": error(
    (f) => `\`${f.name}\` is a word of the language`,
    () => "choose another name",
  ),
  "bad-date": error(
    (f) => `\`${f.text}\` is not a date`,
    () => "write 2024, 2024-Q3, 2024-07 or 2024-07-15",
  ),
  "bad-clock": error(
    (f) => `a clock of ${f.steps} steps cannot be played`,
    (f) => `use 1 to ${f.most} steps`,
  ),
  "out-of-range": error((f) => `${f.what} is ${f.value}; it must be ${f.wanted}`),
  // names
  "name-twice": error(
    (f) => `\`${f.name}\` is defined twice`,
    () => "rename one, or put the second into a scenario if it is a departure",
  ),
  "stream-clash": error(
    (f) => `\`${f.name}\` and \`${f.other}\` have the same hash, so they would share their luck`,
    () => "rename one of them",
  ),
  "unknown-name": error((f) => `unknown name \`${f.name}\``, near),
  "unknown-actor": error((f) => `no actor is called \`${f.name}\``, near),
  "unknown-claim": error((f) => `no claim is called \`${f.name}\``, near),
  "unknown-source": error((f) => `no source is called \`${f.name}\``, near),
  "unknown-origin": error((f) => `no origin is called \`${f.name}\``, near),
  "unknown-option": error(
    (f) => `\`${f.policy}\` has no option \`${f.name}\``,
    (f) => near(f) ?? (f.known ? `its options: ${f.known}` : undefined),
  ),
  "unknown-policy": error((f) => `no policy is called \`${f.name}\``, near),
  "unknown-set": error((f) => `no set is called \`${f.name}\``, near),
  "unknown-member": error(
    (f) => `\`${f.name}\` is not in the set \`${f.set}\``,
    (f) => near(f) ?? (f.known ? `its members: ${f.known}` : undefined),
  ),
  "unknown-target": error((f) => `there is no ${f.what} \`${f.name}\` ${f.wish ?? "to set"}`, near),
  "ownerless-policy": error(
    (f) => `nobody owns \`${f.name}\`: no actor or set is called \`${f.owner}\``,
    (f) => near(f) ?? "write the actor who chooses before the dot: CHN.korea",
  ),
  "empty-set": error(
    (f) => `the set \`${f.name}\` is empty`,
    () => "list its members: [KOR, JPN]",
  ),
  "claim-without-credence": error(
    (f) => `the claim \`${f.name}\` has no credence, so it is neither true nor false in a run`,
    () => "give it one: `credence: 0.7`",
  ),
  "no-actor": warning(
    () => "nobody decides here: the model has no actors",
    () => "add them under `actors`, with `policies` and `values`",
  ),
  // use
  "use-outside": error(
    (f) => `\`${f.path}\` lies outside the model's folder`,
    (f) =>
      (f.mend as string | undefined) ?? "only a whole model that stands beside this one may be used: ../other-model",
  ),
  "use-loop": error((f) => `\`use\` goes round in a circle: ${f.cycle}`),
  "too-many-files": error((f) => `a model may have ${f.most} files`),
  // formulas
  "formula-syntax": error(
    (f) => `this formula breaks off at ${f.at}`,
    (f) => f.mend as string | undefined,
  ),
  "formula-too-deep": error(
    (f) => `this formula is nested deeper than ${f.most} levels`,
    () => "give its parts names",
  ),
  "formula-too-long": error(
    (f) => `this formula has ${f.size} characters; ${f.most} are allowed`,
    () => "give its parts names",
  ),
  "model-too-large": error(
    (f) => `this model comes to more than ${f.most} ${f.what}`,
    () => "make its sets and lists smaller",
  ),
  "unknown-function": error(
    (f) => `there is no function \`${f.name}\``,
    (f) => near(f) ?? `there are: ${f.known}`,
  ),
  "wrong-arguments": error(
    (f) => `\`${f.name}\` takes ${f.wanted}`,
    (f) => `here it has ${f.got}`,
  ),
  "not-a-number": error(
    (f) => `a number is wanted here; ${f.got}`,
    (f) => f.mend as string | undefined,
  ),
  "not-a-truth": error(
    (f) => `a condition is wanted here; ${f.got}`,
    (f) => f.mend as string | undefined,
  ),
  "not-a-policy": error(
    (f) => `\`${f.name}\` is not a policy, so it cannot be \`is\` an option`,
    (f) => (f.mend as string | undefined) ?? near(f),
  ),
  "chained-comparison": error(
    () => "comparisons cannot be chained",
    () => "write `a < b and b < c`; to compare what is true with what is true, `(a < b) = (c < d)`",
  ),
  "wrong-index": error(
    (f) => `\`${f.name}\` ${f.says}`,
    (f) => f.mend as string | undefined,
  ),
  "draw-not-here": error(
    (f) => `\`${f.name}\` draws at random, and ${f.where} may not`,
    () => "draws belong in `start`, `next`, `set`, `chance` and uncertain constants",
  ),
  "bare-distribution": error(
    (f) => `\`${f.name}\` is a distribution; in a step it must be drawn`,
    (f) => (f.name === "to" ? "write draw(1 to 2), or noise(sd)" : `write draw(${f.name}(...)), or noise(sd)`),
  ),
  "step-in-constant": error(
    (f) => `${f.name} changes with time, and ${f.where} does not`,
    (f) => f.mend as string | undefined,
  ),
  "no-past": error(
    (f) => `${f.name} looks back, and ${f.where} has no past`,
    () => "remember it in a variable, and read that",
  ),
  "bad-lookup": error(
    (f) => `this lookup ${f.says}`,
    () => "write lookup(x, (0, 0), (1, 5)) with rising first numbers",
  ),
  "bad-lag": error(
    (f) => `a lag must be a whole number of steps from 1 to ${f.most}`,
    () => "write x[t-1] or delay(x, 3)",
  ),
  cycle: error(
    (f) => `these depend on each other within one step: ${f.cycle}`,
    () => "make one of them a stock (start, next), or use x[t-1]",
  ),
  "start-cycle": error(
    (f) => `the starting values depend on each other: ${f.cycle}`,
    () => "give one of them a plain start, or smooth(x, steps, start)",
  ),
  "belief-cycle": error(
    (f) => `what \`${f.actor}\` believes depends on what it is about: ${f.cycle}`,
    () => "believe a number or a range, or leave the belief out where the truth is believed",
  ),
  "belief-drawn": error(
    (f) =>
      f.reader === undefined
        ? `\`${f.name}\` is a claim, true or false once a run: a belief about it cannot follow the state`
        : `\`${f.reader}\` is drawn once a run and reads \`${f.name}\`, so a belief about that cannot follow the state`,
    (f) =>
      f.reader === undefined ? "believe a probability" : `make \`${f.name}\` a stock, or believe \`${f.reader}\``,
  ),
  "belief-derived": error(
    (f) => `\`${f.name}\` is derived: what \`${f.actor}\` takes it to be follows from its other beliefs`,
    () => "believe a stock or a parameter that it reads",
  ),
  "follows-state": error(
    (f) => `\`${f.name}\` follows the state, so no formula may read it`,
    () => "put its formula into a variable, and read that in both places",
  ),
  "no-start": error(
    (f) => `these chances give \`${f.name}\` no start: they sum to 0`,
    () => "write `start: option`, or chances that are not all 0",
  ),
  "unit-clash": error(
    (f) => `${f.left} and ${f.right} do not fit: ${f.how}`,
    (f) => f.mend as string | undefined,
  ),
  "bad-unit": error(
    (f) => `\`${f.unit}\` is not a unit`,
    () => "write warheads, 1/month, warheads/month, GUSD/year",
  ),
  // sections
  "stock-without-start": error(
    (f) => `\`${f.name}\` has \`next\` but no \`start\``,
    () => "say where it starts",
  ),
  "start-without-next": error(
    (f) => `\`${f.name}\` has \`start\` but no \`next\``,
    () => "add `next`, or make it a parameter if it never changes",
  ),
  "is-and-next": error(
    (f) => `\`${f.name}\` is both derived (\`is\`) and a stock (\`next\`)`,
    () => "keep one of the two",
  ),
  "nothing-said": error(
    (f) => `\`${f.name}\` has neither \`is\` nor \`start\` and \`next\``,
    () => "write `is: formula` for what follows from others, `start` and `next` for what is remembered",
  ),
  "parameter-form": error(
    (f) => `\`${f.name}\` needs either \`is\`, or \`when\`, \`then\` and \`else\``,
    () => "write `is: 1 to 2`, or `when: claim`, `then: 1 to 2`, `else: 0`",
  ),
  "no-option": error(
    (f) => `\`${f.name}\` has ${f.count} option${f.count === 1 ? "" : "s"}; a choice needs two`,
    () => "list them: [patience, coerce], or with labels: { patience: wait, coerce: squeeze }",
  ),
  "option-never-open": warning(
    (f) => `no one can ever take \`${f.option}\`: its condition never holds`,
    () => "mend its `only`, or leave the option out",
  ),
  "value-not-moved": warning(
    (f) => `no policy can move the value \`${f.name}\`, so it weighs on no choice`,
    () => "tie it to something that a policy changes, or leave it out",
  ),
  "actor-without-values": warning(
    (f) => `\`${f.name}\` chooses but wants nothing, so all its options are equal to it`,
    () => "add terms under `values`",
  ),
  "chances-do-not-sum": error(
    (f) => `the chances of the outcomes sum to ${f.sum}`,
    () => "make them sum to 1",
  ),
  "nothing-happens": error(
    (f) => `the event \`${f.name}\` has neither \`at\` nor \`chance\``,
    () => "say when or how likely",
  ),
  "set-derived": error(
    (f) => `stocks alone can be set; \`${f.name}\` is ${f.what}`,
    () => "set a stock that it depends on",
  ),
  "first-too-late": warning(
    (f) =>
      `the clock ends after ${f.steps} steps, so \`${f.name}\` has no regular review: its first is at step ${f.first}`,
    () => "write a step of the clock, from 0",
  ),
  "always-true": warning(
    (f) => `this condition is always true, so it calls one review of \`${f.name}\`, at the start`,
    () => "a review is called in the step in which the condition turns true",
  ),
  "out-of-clock": warning((f) => `${f.date} lies outside the clock (${f.from} to ${f.to}), so ${f.effect}`),
  "question-kind": error(
    (f) => `the question \`${f.name}\` asks nothing that can be answered`,
    () => "give it one of: about (and at), event (and by), compare (with hold, measure and better)",
  ),
  "range-outside-source": error(
    (f) => `the range ${f.start} to ${f.end} lies outside its source of ${f.length} characters`,
  ),
  "source-differs": error(
    (f) => `the text of the source \`${f.name}\` is not the one that the model rests on (its hash differs)`,
    () => "re-anchor the claims with `standoff read`, or restore the text",
  ),
  "source-left-out": warning(
    (f) => `the text of the source \`${f.name}\` is not here, so its hash and ranges were not checked`,
    (f) => `put it at ${f.path} to check them`,
  ),
  "lens-too-wide": error(
    (f) => `a lens may not change \`${f.name}\``,
    () => "a lens moves credence, parameters, weights and foresight alone; leave out `lens: true` for more",
  ),
  "bad-draws": error(
    (f) => `the draws in \`${f.path}\` cannot be used: ${f.says}`,
    () => "write the file anew with `standoff fit`",
  ),
  "old-fit": warning(
    (f) => `the model has changed since \`${f.path}\` was fitted to its record`,
    () => "fit it again with `standoff fit`, or read the answers as those of an old fit",
  ),
  "unknown-scenario": error((f) => `no scenario is called \`${f.name}\``, near),
  "more-problems": warning(
    (f) => `after ${f.most} problems the reader stops looking: there may be more`,
    () => "mend these first: many of the rest may be echoes of them",
  ),
} satisfies Record<string, Entry>;

export type ProblemCode = keyof typeof PROBLEMS;

export const entryOf = (code: ProblemCode): Entry => PROBLEMS[code];

/** At most this many errors are kept, and as many warnings: after that a list helps nobody. */
const MOST = 200;
/** Letters compared in looking for near names, in all: a model of 60,000 wrong names is told about them, not hung by them. */
const MOST_COMPARED = 20_000_000;
const LONGEST_FACT = 160;
const MOST_REREADS = 10;

/** What a name that was left out makes wrong elsewhere: said, it would bury the one fault that matters. */
const ECHOES: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "unknown-name",
  "unknown-actor",
  "unknown-claim",
  "unknown-source",
  "unknown-origin",
  "unknown-policy",
  "unknown-option",
  "unknown-set",
  "unknown-target",
  "unknown-member",
  "wrong-index",
  "ownerless-policy",
  "unknown-scenario",
]);

/** What an element lacks may stand in lines that could not be read. */
const ABSENCES: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "missing-key",
  "nothing-said",
  "parameter-form",
  "stock-without-start",
  "start-without-next",
  "question-kind",
  "nothing-happens",
  "wrong-kind",
]);

/** Faults of the text itself. */
const TEXTUAL: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "not-yaml",
  "yaml-cuts-formula",
  "cut-by-comma",
  "alias",
  "tag",
  "bad-key",
]);

const keyOfPlace = (at: Place) => `${at.file}:${at.line}:${at.column}`;

/** Text of a stranger's file inside a sentence: short, one line, no control or direction marks that a terminal would obey. */
function shown(fact: string): string {
  const plain = fact.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
  return plain.length > LONGEST_FACT ? `${plain.slice(0, LONGEST_FACT)}…` : plain;
}

/** Collects problems in any order; `sorted()` gives them by place, each once. */
export class Problems {
  readonly #found = new Map<string, Problem>();
  readonly #leftOut = new Set<string>();
  readonly #listed: Record<Severity, number> = { error: 0, warning: 0 };
  #errors = 0;
  #unlisted = false;
  #compared = 0;
  #rereads = MOST_REREADS;
  #incomplete = false;
  /** Segments of lines that YAML could not make out. */
  readonly #unclear: { file: string; from: number; to: number; holders: readonly number[] }[] = [];
  /** Places where the text itself is at fault: what else is wrong there is an echo. */
  readonly #places = new Set<string>();

  add(code: ProblemCode, at: Place, facts: Facts, also?: Problem["also"]): void {
    const entry = entryOf(code);
    if (entry.severity === "error") this.#errors++;
    if (ECHOES.has(code) && this.#isEcho(String(facts.owner ?? facts.policy ?? facts.name))) return;
    if (TEXTUAL.has(code)) this.#places.add(keyOfPlace(at));
    else if (this.#isUnclear(code, at)) return;
    const { among, ...rest } = facts;
    const clean: Facts = {};
    for (const [key, fact] of Object.entries(rest)) clean[key] = typeof fact === "string" ? shown(fact) : fact;
    const says = entry.says(clean);
    const key = `${code} ${at.file}:${at.line}:${at.column} ${says}`;
    if (this.#found.has(key)) return;
    if (this.#listed[entry.severity] >= MOST) {
      this.#unlisted = true;
      return;
    }
    this.#listed[entry.severity]++;
    if (among) clean.near = this.nearest(String(facts.name), among);
    const mend = entry.mend?.(clean);
    this.#found.set(key, {
      code,
      severity: entry.severity,
      at,
      says,
      ...(mend !== undefined && { mend }),
      ...(also && { also }),
    });
  }

  /** The nearest known name, within a budget for the whole model. */
  nearest(name: string, among: Iterable<string>): string | undefined {
    // Of names with one letter every one is near every other
    if (this.full || name.length > 64 || name.length < 2) return undefined;
    const known: string[] = [];
    for (const candidate of among) {
      this.#compared += name.length * candidate.length;
      if (this.#compared > MOST_COMPARED) break;
      known.push(candidate);
    }
    return nearestName(name, known);
  }

  /** A definition was left out because of a fault that is said: what misses it is an echo. */
  leaveOut(name: string): void {
    this.#leftOut.add(name);
    const dot = name.indexOf(".");
    if (dot >= 0) this.#leftOut.add(name.slice(dot));
  }

  /** What cannot be a name was meant as one, perhaps: `C-HN.korea`, `my stock`. */
  leaveOutMisspelt(name: string): void {
    const plain = name.replace(/\[.*/, "").trim();
    for (const by of ["", "_"]) this.leaveOut(plain.replace(/[^\w.]/g, by));
  }

  /** A whole file is missing or broken: any name may have been in it. */
  leaveOutMuch(): void {
    this.#incomplete = true;
  }

  /** Whether a file may be read again without the lines that broke it: not without end, over all files of a model. */
  mayReread(): boolean {
    return this.#rereads-- > 0;
  }

  /** Lines that YAML could not make out, and those that hold them: what is found or missing there is an echo. */
  unclear(file: string, from: number, to: number, holders: readonly number[]): void {
    this.#unclear.push({ file, from, to, holders });
  }

  #isUnclear(code: ProblemCode, at: Place): boolean {
    if (this.#places.has(keyOfPlace(at))) return true;
    return this.#unclear.some(({ file, from, to, holders }) => {
      if (file !== at.file) return false;
      return (at.line >= from && at.line < to) || (ABSENCES.has(code) && holders.includes(at.line));
    });
  }

  hasLeftOut(name: string): boolean {
    return this.#incomplete || this.#leftOut.has(name);
  }

  #isEcho(name: string): boolean {
    if (this.#incomplete) return true;
    if (this.#leftOut.size === 0) return false;
    const plain = name.replace(/\[.*/, "");
    const dot = plain.indexOf(".");
    if (this.#leftOut.has(plain)) return true;
    return dot >= 0 && (this.#leftOut.has(plain.slice(0, dot)) || this.#leftOut.has(plain.slice(dot)));
  }

  get errors(): number {
    return this.#errors;
  }

  /** So many errors that nobody will read more: the reader may stop looking. */
  get full(): boolean {
    return this.#listed.error >= MOST;
  }

  sorted(): Problem[] {
    const found = [...this.#found.values()];
    const sorted = sortProblems(found);
    if (!(this.#unlisted || this.full) || !sorted[0]) return sorted;
    const { severity, says, mend } = entryOf("more-problems");
    const at = sorted.at(-1)!.at;
    return [...sorted, { code: "more-problems", severity, at, says: says({ most: MOST }), mend: mend!({})! }];
  }
}
