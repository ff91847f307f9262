// Chooses an option for a policy that is due (docs/meaning.md, "Deciding").
// In: the state at the step, the same for all deciders. Out: the option, and each option's utility by value term.
// Pure: draws only from the stream (policy, step). All choose before any choice is applied.
// Logit quantal response: McKelvey & Palfrey (1995). Level-k: Stahl & Wilson (1994); level-2 replies stop at depth two by definition.

import type { Actor, CheckedModel, Policy } from "../../language/checked-model.ts";
import { decides } from "../../language/decides.ts";
import { exp, max } from "../../statistics/elementary.ts";
import { uniform } from "../../statistics/philox.ts";
import { advance, derive } from "./derive.ts";
import { evaluate, type RandomKey, type State } from "./evaluate.ts";
import { stocksBelieved } from "./follow.ts";
import type { Call } from "./review.ts";

/** One option as its owner sees it. */
export type Score = {
  open: boolean;
  /** Discounted mean of each value term, weighted: sums, in order, with the switching cost off and the taste put on, to `utility`. */
  terms: number[];
  /** The cost of changing course that was taken off; 0 for the present option. */
  switching: number;
  /** The leaning for reasons outside the model, put on last; undefined where its policy has no taste. */
  taste?: number | undefined;
  utility: number;
  /** The chance that it is chosen. */
  chance: number;
};

export type Decision = {
  step: number;
  policy: number;
  before: number;
  chosen: number;
  scores: Score[];
  /** The mean of the tilts under the chances: how likely what was seen is; 1 where nothing tilts. */
  evidence: number;
  /** What called the review. */
  call: Call;
};

/** Which options may be taken in this state. An option in `once` cannot be left. */
export function openOptions(model: CheckedModel, slot: number, p: State): boolean[] {
  const { options } = model.policies[slot]!;
  const present = p.options[slot]!;
  return options.map((option, i) => {
    if (options[present]!.once && i !== present) return false;
    return option.only === undefined || evaluate(option.only, p) !== 0;
  });
}

/** The state in an actor's head: its own beliefs, no luck, its own copy of the rest. */
function imagined(p: State, { constants, stocks }: Minds["believed"][number]): State {
  const cells = p.cells.slice();
  for (const [stock, value] of stocks) cells[stock] = value;
  return { constants, cells, options: p.options.slice(), step: p.step, luck: undefined };
}

/**
 * Projects `horizon` steps ahead from a state with the options in place, and weighs what the actor wants:
 * for each term, weight * (sum of d^s * value) / (sum of d^s), s = 1..horizon. With horizon 0: the present alone.
 */
function weigh(model: CheckedModel, actor: Actor, picture: State, horizon: number): number[] {
  const p = picture;
  const discount = p.constants[actor.discount]!;
  const sums = actor.terms.map(() => 0);
  let factor = 1;
  let total = 0;
  const add = () => {
    total += factor;
    actor.terms.forEach((term, i) => {
      sums[i] = sums[i]! + factor * evaluate(model.terms[term]!.is, p);
    });
  };
  derive(model, p);
  if (horizon === 0) add();
  for (let s = 1; s <= horizon; s++) {
    advance(model, p);
    derive(model, p);
    factor *= discount;
    add();
  }
  return actor.terms.map((term, i) => p.constants[model.terms[term]!.weight]! * (sums[i]! / total));
}

type Minds = {
  /** By actor: the constants, and the stocks that it takes to be otherwise. */
  believed: readonly { constants: Float64Array; stocks: readonly (readonly [number, number])[] }[];
  horizons: (actor: number, mind: number) => number;
};

/** What every actor takes to be true in a state, and how far each looks: `mind` is the one who reckons. */
export function mindsOf(believed: readonly Float64Array[], model: CheckedModel, p: State): Minds {
  return {
    believed: model.actors.map((actor, i) => ({
      constants: believed[i]!,
      stocks: stocksBelieved(model, actor, p, believed[i]!),
    })),
    horizons: (actor, mind) => believed[mind]![model.actors[actor]!.foresight]!,
  };
}

/** The best level-1 reply of a policy's owner, as `mind` reckons it: the first of the highest. No luck, no switching left out. */
function bestReply(model: CheckedModel, minds: Minds, mind: number, slot: number, p: State): number {
  const policy = model.policies[slot]!;
  const present = p.options[slot]!;
  const open = openOptions(model, slot, p);
  let best = present;
  let most = Number.NEGATIVE_INFINITY;
  open.forEach((isOpen, option) => {
    if (!isOpen) return;
    const { utility } = scoreOption(model, minds, mind, slot, option, p, []);
    if (utility > most) {
      most = utility;
      best = option;
    }
  });
  return decides(policy) ? best : present;
}

/** The others' replies to an option: each policy of another owner that is free, all on the same state. */
function repliesTo(
  model: CheckedModel,
  minds: Minds,
  slot: number,
  option: number,
  p: State,
  held: readonly boolean[],
) {
  const owner = model.policies[slot]!.owner;
  const seen = imagined(p, minds.believed[owner]!);
  seen.options[slot] = option;
  derive(model, seen);
  return model.policies.flatMap((other, i): [number, number][] => {
    if (other.owner === owner || !decides(other) || held[i]) return [];
    return [[i, bestReply(model, minds, owner, i, seen)]];
  });
}

/** One option weighed by its owner in the mind of `mind` (its own, or another who reckons its reply). */
function scoreOption(
  model: CheckedModel,
  minds: Minds,
  mind: number,
  slot: number,
  option: number,
  p: State,
  replies: readonly (readonly [number, number])[],
): { terms: number[]; switching: number; utility: number } {
  const policy = model.policies[slot]!;
  const actor = model.actors[policy.owner]!;
  const seen = imagined(p, minds.believed[mind]!);
  seen.options[slot] = option;
  for (const [other, reply] of replies) seen.options[other] = reply;
  const terms = weigh(model, actor, seen, minds.horizons(policy.owner, mind));
  const cost = policy.entering?.[option] ?? policy.switching;
  const switching = option === p.options[slot] ? 0 : seen.constants[cost]!;
  let utility = 0;
  for (const term of terms) utility += term;
  return { terms, switching, utility: utility - switching };
}

const CLOSED = { open: false, switching: 0, utility: 0, chance: 0 };

/** The scores of all options of a policy, without the choice. */
export function scoreOptions(
  model: CheckedModel,
  minds: Minds,
  slot: number,
  p: State,
  held: readonly boolean[],
  leaning?: readonly number[] | undefined,
): Score[] {
  const policy = model.policies[slot]!;
  const actor = model.actors[policy.owner]!;
  const open = openOptions(model, slot, p);
  const scores = policy.options.map((_, option): Score => {
    if (!open[option]) return { ...CLOSED, terms: actor.terms.map(() => 0) };
    const replies = actor.level === 2 ? repliesTo(model, minds, slot, option, p, held) : [];
    const score = { open: true, chance: 0, ...scoreOption(model, minds, policy.owner, slot, option, p, replies) };
    if (!leaning) return score;
    return { ...score, taste: leaning[option]!, utility: score.utility + leaning[option]! };
  });
  addChances(scores, p.constants[actor.precision]!);
  return scores;
}

/** The logit weights of the options, scaled by the best one; 0 for a closed option. */
function logitWeights(scores: readonly Score[], precision: number): number[] {
  let best = Number.NEGATIVE_INFINITY;
  for (const s of scores) if (s.open) best = max(best, precision * s.utility);
  return scores.map((s) => (s.open ? exp(precision * s.utility - best) : 0));
}

function addChances(scores: Score[], precision: number): void {
  const weights = logitWeights(scores, precision);
  let sum = 0;
  for (const weight of weights) sum += weight;
  scores.forEach((s, i) => {
    s.chance = weights[i]! / sum;
  });
}

/** Picks by one uniform, through running sums in the order of the options. */
function pick(weights: readonly number[], u: number): number {
  let sum = 0;
  const running = weights.map((weight) => {
    sum += weight;
    return sum;
  });
  let chosen = 0;
  for (let i = 0; i + 1 < weights.length; i++) if (u * sum >= running[i]!) chosen = i + 1;
  return chosen;
}

/** The chances leant towards what was seen, and how likely that is. With no option open, what is in place is what was seen of. */
function tilted(weights: readonly number[], tilt: readonly number[], open: boolean, present: number) {
  const leant = weights.map((weight, i) => weight * tilt[i]!);
  let sum = 0;
  let plain = 0;
  for (const weight of leant) sum += weight;
  for (const weight of weights) plain += weight;
  return { leant, evidence: open ? sum / plain : tilt[present]! };
}

/** What is at hand where a policy decides beside the state. */
export type Deciding = {
  call: Call;
  /** Its owner's taste, in utility by option. */
  leaning?: readonly number[] | undefined;
  /** A factor for each option, by what was seen of the choice. */
  tilt?: readonly number[] | undefined;
};

/**
 * Decides one policy. With no option open it stays as it is. `tilt` gives a factor for each option, by what was seen of the choice
 * (the fully adapted filter of Pitt & Shephard 1999): the pick leans by it, and `evidence` says by how much.
 */
export function decide(
  model: CheckedModel,
  minds: Minds,
  slot: number,
  p: State,
  luck: RandomKey,
  held: readonly boolean[],
  { call, leaning, tilt }: Deciding,
): Decision {
  const policy: Policy = model.policies[slot]!;
  const before = p.options[slot]!;
  const scores = scoreOptions(model, minds, slot, p, held, leaning);
  const precision = p.constants[model.actors[policy.owner]!.precision]!;
  const u = uniform(luck.seed, luck.run, policy.stream, luck.when, 0);
  const open = scores.some((s) => s.open);
  const weights = logitWeights(scores, precision);
  const { leant, evidence } = tilt ? tilted(weights, tilt, open, before) : { leant: weights, evidence: 1 };
  return { step: p.step, policy: slot, before, chosen: open ? pick(leant, u) : before, scores, evidence, call };
}
