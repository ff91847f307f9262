// Everything that can be wrong with a model: one table, read by the checker, the documentation and the tests
// (test/cases/ has a case for each code). Errors cannot be switched off; warnings do not keep a model from playing.

import { type Place, type Problem, type Severity, sortProblems } from "../base/problem.ts";

type Facts = Record<string, string | number | undefined>;
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
  "no-file": error((f) => `cannot read \`${f.path}\`${f.why ? `: ${f.why}` : ""}`, near),
  "file-too-large": error(
    (f) => `this file has ${f.size} bytes; a model file may have ${f.most}`,
    () => "split it, or keep data out of the model (history goes into a CSV file)",
  ),
  "not-text": error(() => "this file is not text (it holds a zero byte)"),
  "not-yaml": error((f) => `this is not YAML: ${f.says}`),
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
    (f) => `the tag \`${f.tag}\` is not part of the model language`,
    () => "leave it out",
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
    (f) => `YAML reads a \`[\`, \`{\` or \`: \` of this line as its own syntax (${f.says})`,
    () => "put the formula on a line of its own, or in quotes",
  ),
  // the shape
  "unknown-key": error(
    (f) => `\`${f.name}\` is not a word of ${f.where}`,
    (f) => near(f) ?? `known here: ${f.known}`,
  ),
  "missing-key": error((f) => `${f.where} needs \`${f.name}\``),
  "wrong-kind": error((f) => `${f.wanted} is wanted here, not ${f.got}`),
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
  "unknown-option": error(
    (f) => `\`${f.policy}\` has no option \`${f.name}\``,
    (f) => near(f) ?? `its options: ${f.known}`,
  ),
  "unknown-policy": error((f) => `no policy is called \`${f.name}\``, near),
  "unknown-set": error((f) => `no set is called \`${f.name}\``, near),
  "unknown-member": error((f) => `\`${f.name}\` is not in the set \`${f.set}\``, near),
  "unknown-target": error((f) => `there is no ${f.what} \`${f.name}\` to set`, near),
  "ownerless-policy": error(
    (f) => `nobody owns \`${f.name}\`: no actor or set is called \`${f.owner}\``,
    (f) => near(f) ?? "write the actor who chooses before the dot: CHN.korea",
  ),
  "empty-set": error((f) => `the set \`${f.name}\` is empty`),
  "no-actor": error(
    () => "nobody decides here: the model has no actors",
    () => "add one under `actors`",
  ),
  // use
  "use-outside": error(
    (f) => `\`${f.path}\` lies outside the model's folder`,
    () => "only a whole model that stands beside this one may be used: ../other-model",
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
    () => "make its sets smaller",
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
  "not-a-policy": error((f) => `\`${f.name}\` is not a policy, so it cannot be \`is\` an option`, near),
  "chained-comparison": error(
    () => "comparisons cannot be chained",
    () => "write `a < b and b < c`",
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
    (f) => `write draw(${f.name}(...)), or noise(sd)`,
  ),
  "step-in-constant": error(
    (f) => `\`${f.name}\` changes with time, and this is drawn once a run`,
    () => "move it into a variable",
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
  "nothing-said": error((f) => `\`${f.name}\` has neither \`is\` nor \`start\` and \`next\``),
  "parameter-form": error((f) => `\`${f.name}\` needs either \`is\`, or \`when\`, \`then\` and \`else\``),
  "no-option": error((f) => `\`${f.name}\` has ${f.count} options; a choice needs two`),
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
    (f) => `an event can set stocks alone; \`${f.name}\` is ${f.what}`,
    () => "set a stock that it depends on",
  ),
  "out-of-clock": warning((f) => `${f.date} lies outside the clock (${f.from} to ${f.to}), so ${f.then}`),
  "question-kind": error(
    (f) => `the question \`${f.name}\` asks nothing that can be answered`,
    () => "give it one of: about (and at), event (and by), compare (with hold and measure)",
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
  "unknown-scenario": error((f) => `no scenario is called \`${f.name}\``, near),
} satisfies Record<string, Entry>;

export type ProblemCode = keyof typeof PROBLEMS;

/** At most this many are kept: after that a list helps nobody. */
const MOST = 200;

/** Collects problems in any order; `sorted()` gives them by place, each once. */
export class Problems {
  readonly #found = new Map<string, Problem>();
  #errors = 0;

  add(code: ProblemCode, at: Place, facts: Facts, also?: Problem["also"]): void {
    const entry: Entry = PROBLEMS[code];
    const key = `${code} ${at.file}:${at.line}:${at.column} ${entry.says(facts)}`;
    if (this.#found.has(key) || this.#found.size >= MOST) {
      if (entry.severity === "error") this.#errors++;
      return;
    }
    if (entry.severity === "error") this.#errors++;
    const mend = entry.mend?.(facts);
    this.#found.set(key, {
      code,
      severity: entry.severity,
      at,
      says: entry.says(facts),
      ...(mend !== undefined && { mend }),
      ...(also && { also }),
    });
  }

  get errors(): number {
    return this.#errors;
  }

  sorted(): Problem[] {
    return sortProblems([...this.#found.values()]);
  }
}
