// The lens in words: states, moves, why a state holds or does not, ways to make it hold. Plain sentences of named moves, the
// same on every host. In: results. Out: text without line breaks, full stops included.

import { isCredible, isSymmetric } from "../../analysis/stability/concepts.ts";
import type { StatementEdit } from "../../analysis/stability/edit-statements.ts";
import type { Explanation, Improvement } from "../../analysis/stability/explain.ts";
import { type GraphModel, labelOf, MUCH_WORSE, patternOf, TIED } from "../../analysis/stability/graph-model.ts";
import type { MakeStable, WayToStability } from "../../analysis/stability/make-stable.ts";
import type { Change } from "../../analysis/stability/preference-change.ts";
import type { Step } from "../../analysis/stability/reach.ts";

export function sayState(model: GraphModel, state: number): string {
  return `state ${state + 1} (${labelOf(model, state)})`;
}

/** What changes from s to t: "takes Blockade, drops Escalate", "turns CHN.korea from patience to coerce". */
export function sayMove(model: GraphModel, s: number, t: number): string {
  const [from, to] = [patternOf(model, s), patternOf(model, t)];
  const parts = model.options.flatMap((option, o): string[] => {
    if (from[o] === to[o] || from[o] === "-" || to[o] === "-") return [];
    if (!option.choice) return [`${to[o] === "Y" ? "takes" : "drops"} ${option.label}`];
    if (to[o] !== "Y") return [];
    const before = model.options.find((other, k) => other.choice?.of === option.choice!.of && from[k] === "Y");
    return [`turns ${option.choice.of} from ${before?.choice?.value ?? "nothing"} to ${option.choice.value}`];
  });
  return parts.length > 0 ? parts.join(", ") : `goes to state ${t + 1}`;
}

/** "USSR drops Withdraw (state 3), then US takes Air strike (state 4)". */
export function sayPath(model: GraphModel, start: number, path: readonly Step[]): string {
  let at = start;
  const parts = path.map(({ actor, to }) => {
    const said = `${model.actors[actor]!.name} ${sayMove(model, at, to)} (state ${to + 1})`;
    at = to;
    return said;
  });
  return parts.join(", then ");
}

/** Why the state is stable for the actor by the concept, or is not: one sentence, then one for each improvement. */
export function sayExplanation(model: GraphModel, why: Explanation): string[] {
  const name = model.actors[why.actor]!.name;
  const verdict = why.stable ? "stays" : "would leave";
  const head = `${name} ${verdict} by ${why.concept}`;
  if (why.moves === 0) return [`${head}: it has no move.`];
  if (why.improvements.length === 0) return [`${head}: it ${sayNoneBetter(why.moves)}.`];
  return [`${head}.`, ...why.improvements.map((one) => sayImprovement(model, why, one))];
}

function sayNoneBetter(moves: number): string {
  return moves === 1 ? "does not like its one move better" : `likes none of its ${moves} moves better`;
}

function sayImprovement(model: GraphModel, why: Explanation, { to, answer, likes }: Improvement): string {
  const name = model.actors[why.actor]!.name;
  const lead = `${name} ${sayMove(model, why.state, to)}: ${sayState(model, to)}, which it likes better`;
  if (!answer) return `${lead}${why.concept === "R" ? "" : `; ${sayUndeterred(why)}`}.`;
  const liking = likes === TIED ? "no better than now" : likes === MUCH_WORSE ? "much less than now" : "less than now";
  const trapped = isSymmetric(why.concept) ? " and cannot leave for anything better" : "";
  return `${lead}; but then ${sayPath(model, to, answer)}, which ${name} likes ${liking}${trapped}.`;
}

function sayUndeterred(why: Explanation): string {
  const whose = isCredible(why.concept) ? "nothing that the others would want to do" : "nothing that the others can do";
  return isSymmetric(why.concept) ? `${whose} leaves it without a better way out` : `${whose} deters it`;
}

function counted(n: number, one: string): string {
  return n === 1 ? `one ${one}` : `${n} ${one}s`;
}

/** What has to change in somebody's preferences for the state to hold. */
export function sayMakeStable(model: GraphModel, result: MakeStable): string[] {
  const { state, concept, unstable, together } = result;
  if (unstable.length === 0)
    return [`${capital(sayState(model, state))} is stable for everybody by ${concept} already.`];
  const lines = unstable.flatMap(({ actor, ways }) => [
    `For ${model.actors[actor]!.name} to stay at ${sayState(model, state)} by ${concept}:`,
    ...ways.map((way) => `  ${sayWay(model, way)}`),
  ]);
  if (unstable.length > 1 && together) {
    lines.push(`For everybody to stay: ${together.changes.map((change) => sayChange(model, change)).join("; and ")}.`);
  }
  return lines;
}

function sayWay(model: GraphModel, way: WayToStability): string {
  const size = `${counted(way.size, "comparison")}${way.least ? ", the least of this kind" : ""}`;
  const then =
    way.unstableFor.length === 0
      ? "then it is stable for everybody"
      : `then ${way.unstableFor.map((k) => model.actors[k]!.name).join(" and ")} would still leave`;
  return `${way.changes.map((change) => sayChange(model, change)).join("; and ")} (${size}); ${then}.`;
}

function sayChange(model: GraphModel, { actor, states, than, how }: Change): string {
  const name = model.actors[actor]!.name;
  const list =
    states.length > 8
      ? [...states.slice(0, 8).map((s) => s + 1), `… ${states.length} in all`]
      : states.map((s) => s + 1);
  const those = states.length === 1 ? sayState(model, states[0]!) : `states ${list.join(", ")}`;
  if (how === "above")
    return `${name} likes ${those} better than ${sayState(model, than)}, so that its threat is credible`;
  if (how === "rise") return `${name} likes state ${than + 1} as well as ${those}`;
  return `${name} likes ${those} no better than state ${than + 1}`;
}

/** An edit of the statements, with the words that the modeller wrote. */
export function sayEdit(model: GraphModel, edit: StatementEdit, statements: readonly { says: string }[]): string {
  const own = `\`${statements[edit.statement]!.says}\``;
  const name = model.actors[edit.actor]!.name;
  const what =
    edit.kind === "drop"
      ? `does not mind about ${own}`
      : edit.kind === "contrary"
        ? `wants the contrary of ${own}`
        : `puts ${own} before \`${statements[edit.before!]!.says}\``;
  const then =
    edit.unstableFor.length === 0
      ? ""
      : ` (${edit.unstableFor.map((k) => model.actors[k]!.name).join(" and ")} would still leave)`;
  return `${name} ${what}${then}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
