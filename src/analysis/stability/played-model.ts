// A graph model from play: states are the profiles of a strategic form, each actor moves along its own options, and it likes
// one state better than another where its paired difference (the same luck in both) is beyond the error; else they tie.
// Such ties are not transitive, so the honest preference is a table of pairs. A ranking, which some questions need, puts
// states into one group as long as they tie with the best of the group; where that says the same as the pairs it is used.

import { type Choice, idOfChoice, isPlan } from "../../ensemble/form-plan.ts";
import type { PlayedForm } from "../../ensemble/strategic-form.ts";
import { strategiesAt } from "../../ensemble/strategic-form.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { BETTER, type GraphModel, type GraphOption, type Preference, TIED, WORSE } from "./graph-model.ts";
import { packStates } from "./pack-states.ts";

export type PlayedGraph = {
  model: GraphModel;
  /** Slot of the state that each profile of the form became. */
  slotOf: Int32Array;
  /** By actor: its ties within error could be said as a ranking without loss. */
  ranked: boolean[];
};

/** All pairs of states are compared, block by block. */
export const MOST_PLAYED_STATES = 1500;

/** Standard errors of a difference within which two states tie. */
const TIE_ERRORS = 1.959963984540054;

/** `ranking`: every actor ranks the states, by groups, even where that says more than the sample does. */
export function playedModel(model: CheckedModel, form: PlayedForm, ranking: boolean): PlayedGraph {
  const options = optionsOf(model, form);
  const profiles = form.players.reduce((product, player) => product * player.strategies.length, 1);
  const chosen = Array.from({ length: profiles }, (_, q) => strategiesAt(form.players, q).flatMap((s) => s.choices));
  const isTaken = (q: number, o: number) => chosen[q]!.some((choice) => isSame(choice, options[o]!.choice));
  const { states, slotOf } = packStates(options.length, profiles, isTaken);
  const made = form.players.map((_, i) => preferenceOf(form, i, slotOf, ranking));
  const start = chosen.findIndex((choices) =>
    choices.every((c) => isSame(c, { policy: c.policy, option: model.policies[c.policy]!.start })),
  );
  return {
    model: {
      title: form.title,
      actors: form.players.map(({ id, label }) => ({ id, name: label })),
      options: options.map(({ graph }) => graph),
      states,
      preferences: made.map(({ preference }) => preference),
      ...(start >= 0 ? { start: slotOf[start]! } : {}),
    },
    slotOf,
    ranked: made.map(({ exact }) => exact),
  };
}

const isSame = (a: Choice, b: Choice) =>
  a.policy === b.policy && a.option === b.option && a.then === b.then && a.conditional === b.conditional;

/** Plain options first, in the order written. */
const inOrder = (a: Choice, b: Choice) =>
  Number(isPlan(a)) - Number(isPlan(b)) || a.option - b.option || (a.then ?? -1) - (b.then ?? -1);

/** Each option and each plan that some strategy takes, once. */
function optionsOf(model: CheckedModel, form: PlayedForm) {
  return form.players.flatMap((player, owner) =>
    player.policies.flatMap((policy) => {
      const taken = player.strategies.flatMap((s) => s.choices).filter((choice) => choice.policy === policy);
      const own = taken.filter((choice, k) => taken.findIndex((other) => isSame(other, choice)) === k);
      return own.toSorted(inOrder).map((choice) => ({ graph: graphOption(model, owner, choice), choice }));
    }),
  );
}

/** An option is left for a plan and for other options alike, unless it is taken once. */
function graphOption(model: CheckedModel, owner: number, choice: Choice): GraphOption {
  const { id: of, options } = model.policies[choice.policy]!;
  const value = idOfChoice(model, choice);
  const isFinal = options[choice.option]!.once && !isPlan(choice);
  const moves = isFinal ? "only-no-to-yes" : "reversible";
  return { id: `${of}=${value}`, label: `${of}: ${value}`, owner, moves, choice: { of, value } };
}

function preferenceOf(form: PlayedForm, actor: number, slotOf: Int32Array, ranking: boolean) {
  const count = slotOf.length;
  const means = meansOf(form, actor);
  const order = [...means.keys()].sort((a, b) => means[b]! - means[a]! || a - b);
  const ties = tieTable(form, actor);
  const rank = new Int32Array(count);
  let place = 0;
  let best = order[0]!;
  for (const q of order) {
    if (!ties[best * count + q]) {
      place++;
      best = q;
    }
    rank[slotOf[q]!] = place;
  }
  const tied = (a: number, b: number) => rank[slotOf[a]!] === rank[slotOf[b]!];
  const exact = order.every((a) => order.every((b) => (ties[a * count + b] === 1) === tied(a, b)));
  if (exact || ranking) return { exact, preference: { kind: "ranked", rank } satisfies Preference };
  const of = new Int8Array(count * count);
  for (const a of order) {
    for (const b of order) {
      const verdict = ties[a * count + b] ? TIED : means[a]! > means[b]! ? BETTER : WORSE;
      of[slotOf[a]! * count + slotOf[b]!] = verdict;
    }
  }
  return { exact, preference: { kind: "pairs", of } satisfies Preference };
}

function meansOf(form: PlayedForm, actor: number): Float64Array {
  const n = form.players.length;
  const profiles = form.values.length / form.blocks / n;
  const means = new Float64Array(profiles);
  for (let b = 0; b < form.blocks; b++) {
    for (let q = 0; q < profiles; q++) means[q]! += form.values[(b * profiles + q) * n + actor]! / form.blocks;
  }
  return means;
}

/** 1 where the paired difference of two profiles is within its error. */
function tieTable(form: PlayedForm, actor: number): Uint8Array {
  const n = form.players.length;
  const profiles = form.values.length / form.blocks / n;
  const { blocks, values } = form;
  const ties = new Uint8Array(profiles * profiles);
  const at = (b: number, q: number) => values[(b * profiles + q) * n + actor]!;
  for (let p = 0; p < profiles; p++) {
    ties[p * profiles + p] = 1;
    for (let q = p + 1; q < profiles; q++) {
      let sum = 0;
      let squares = 0;
      for (let b = 0; b < blocks; b++) {
        const gap = at(b, p) - at(b, q);
        sum += gap;
        squares += gap * gap;
      }
      const mean = sum / blocks;
      const error = Math.sqrt(Math.max(0, squares / blocks - mean * mean) / (blocks - 1));
      const isTie = Math.abs(mean) <= TIE_ERRORS * error + 1e-12 * (1 + Math.abs(at(0, p)));
      ties[p * profiles + q] = isTie ? 1 : 0;
      ties[q * profiles + p] = isTie ? 1 : 0;
    }
  }
  return ties;
}

/** A ranking of the states by one set of payoffs, equal ones together: payoffs[profile * players + actor]. */
export function rankByPayoffs(payoffs: Float64Array, players: number, actor: number, slotOf: Int32Array): Preference {
  const order = Array.from(slotOf, (_, q) => q).sort(
    (a, b) => payoffs[b * players + actor]! - payoffs[a * players + actor]!,
  );
  const rank = new Int32Array(order.length);
  order.forEach((q, k) => {
    const before = k === 0 ? q : order[k - 1]!;
    const isEqual = payoffs[q * players + actor] === payoffs[before * players + actor];
    rank[slotOf[q]!] = k === 0 ? 0 : rank[slotOf[before]!]! + (isEqual ? 0 : 1);
  });
  return { kind: "ranked", rank };
}
