// The game of commitments that a model implies, and the states of it that hold: who commits which policy is chosen, each profile is
// played in the same luck, then solved by the lenses and said by present/ as `standoff game` and `standoff stability` say it. In: a model
// and what was asked. Out: the table of payoffs, sentences, states; for one state, why it holds or not and what would make it hold.

import { allBestReplies } from "../../../analysis/games/pure-equilibria.ts";
import { type SolvedGame, solvePlayed } from "../../../analysis/games/solve-played.ts";
import { floatPayoffs } from "../../../analysis/games/strategic-form.ts";
import { analyse, type Stability } from "../../../analysis/stability/analyse.ts";
import { CONCEPTS, USUAL } from "../../../analysis/stability/concepts.ts";
import { explain } from "../../../analysis/stability/explain.ts";
import { labelOf } from "../../../analysis/stability/graph-model.ts";
import { makeStable } from "../../../analysis/stability/make-stable.ts";
import { MOST_PLAYED_STATES, playedModel } from "../../../analysis/stability/played-model.ts";
import { robustStates } from "../../../analysis/stability/robust-states.ts";
import { MOST_FAILED } from "../../../ensemble/ask.ts";
import { believedModel } from "../../../ensemble/believed-model.ts";
import { planForm } from "../../../ensemble/form-plan.ts";
import type { Executor } from "../../../ensemble/jobs.ts";
import { type PlayedForm, playForm } from "../../../ensemble/strategic-form.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import type { Document } from "../../../present/document/document.ts";
import { playedGameReport } from "../../../present/games/game-report.ts";
import { sayExplanation, sayMakeStable } from "../../../present/stability/say.ts";
import { count, decimalsFor, fixed } from "../../../present/words/figures.ts";
import { sayFaults } from "../../../present/words/say-faults.ts";
import { beliefsOf, sayPartlyOpen, whenOf } from "../../../present/words/say-form.ts";

export type GameAsked = {
  actors: readonly string[];
  policies: readonly string[];
  seed: number;
  runs: number;
  /** Each actor's own game too, as it believes the model to be. */
  believed: boolean;
};

export type GameCell = { says: string; best: boolean };

export type GameTable = {
  players: { id: string; label: string; strategies: { id: string; label: string; out: boolean }[] }[];
  /** cells[profile][player], the first player's strategy changing fastest. */
  cells: GameCell[][];
};

export type StateRow = {
  state: number;
  takes: string;
  isNow: boolean;
  /** By concept: who would leave; nobody where it holds. */
  leave: string[][];
  /** By concept: in which share of resamples it holds. */
  sure: number[];
};

export type StatesView = {
  concepts: { id: string; name: string; asks: string }[];
  rows: StateRow[];
  says: string;
};

export type GameView =
  | { kind: "refused"; says: string }
  | { kind: "game"; when: string; runs: number; table: GameTable; said: Document; states: StatesView | string };

export type StateView = { why: string[][]; stable: string[] };

/** A game that was played, kept for questions about its states. */
export type Kept = { model: CheckedModel; form: PlayedForm; stability?: Stability | undefined };

const Z95 = 1.959963984540054;
const EXPLAINED = "SEQ";

/** What a sentence for the command line calls an option, the page has as a choice above the table. */
const onPage = (says: string) =>
  says.replaceAll(/--runs (\d+)/g, "$1 futures a profile").replaceAll(/--(actors|policies)/g, "$1");

function tableOf({ form, dominance }: SolvedGame): GameTable {
  const best = allBestReplies(form);
  const errors = form.estimate?.errors;
  const payoffs = floatPayoffs(form);
  const n = form.players.length;
  const says = (at: number) => {
    const half = Z95 * (errors?.[at] ?? 0);
    const decimals = Math.min(3, decimalsFor(half) + 1);
    return `${fixed(payoffs[at]!, decimals)} ±${fixed(half, decimals)}`;
  };
  return {
    players: form.players.map(({ id, label, strategies }, i) => ({
      id,
      label,
      strategies: strategies.map((s, k) => ({ id: s.id, label: s.label, out: !dominance.survivors[i]!.includes(k) })),
    })),
    cells: Array.from({ length: payoffs.length / n }, (_, q) =>
      Array.from({ length: n }, (_, i) => ({ says: says(q * n + i), best: best[q * n + i] === 1 })),
    ),
  };
}

function statesOf({ model, form }: Kept): { view: StatesView; stability: Stability } | string {
  const states = form.values.length / form.blocks / form.players.length;
  if (states > MOST_PLAYED_STATES) return `${count(states)} states are too many to compare with each other.`;
  const graph = playedModel(model, form, false);
  const stability = analyse(graph.model, USUAL);
  const robust = robustStates(form, graph, USUAL);
  const rows = Array.from({ length: graph.model.states.count }, (_, s): StateRow => {
    const leave = USUAL.map((concept) =>
      graph.model.actors.flatMap((actor, k) => (stability.stable[concept]![k]![s] ? [] : [actor.name])),
    );
    const sure = USUAL.map((concept) => robust.byResample[concept]![s]!);
    return { state: s, takes: labelOf(graph.model, s), isNow: graph.model.start === s, leave, sure };
  });
  const concepts = USUAL.map((id) => {
    const { name, asks } = CONCEPTS.find((card) => card.id === id)!;
    return { id, name, asks };
  });
  const partly = sayPartlyOpen(form);
  const says = `States tie where the difference is within its 95 % error; the share is that of ${count(robust.resamples)} resamples of the runs.${
    partly === undefined ? "" : ` ${partly}`
  }`;
  return { view: { concepts, rows, says }, stability };
}

export type Hooks = { stopped: () => boolean; progress: (done: number, of: number) => void };

/** Undefined where it was stopped. */
export async function playGame(
  model: CheckedModel,
  asked: GameAsked,
  player: Executor,
  hooks: Hooks,
): Promise<{ view: GameView; kept?: Kept } | undefined> {
  const refused = (says: string) => ({ view: { kind: "refused" as const, says: onPage(says) } });
  const plan = planForm(model, asked);
  if ("refused" in plan) return refused(plan.refused);
  const believing = plan.players.map(({ actor }) => (asked.believed ? believedModel(model, actor) : undefined));
  const games = 1 + believing.filter((own) => own).length;
  let ended = 0;
  const play = async (of: CheckedModel) => {
    const ownPlan = planForm(of, asked);
    if ("refused" in ownPlan) return undefined;
    const played = await playForm(of, ownPlan, player, {
      seed: asked.seed,
      runs: asked.runs,
      stopped: hooks.stopped,
      onProgress: (done, wanted) => hooks.progress(ended + done / wanted, games),
    });
    ended++;
    return played;
  };
  const played = await play(model);
  if (!played || played.stopped) return undefined;
  const { form } = played;
  if (!form || form.failed > MOST_FAILED * form.runs) return refused(`No answer: ${sayFaults(model, played)}.`);
  const own: (PlayedForm | undefined)[] = [];
  for (const one of believing) own.push(one && (await play(one))?.form);
  if (hooks.stopped()) return undefined;
  const solved = solvePlayed(form, { equilibria: true, qre: false }, own);
  const kept: Kept = { model, form };
  const states = statesOf(kept);
  if (typeof states !== "string") kept.stability = states.stability;
  const when = whenOf(model, form);
  return {
    kept,
    view: {
      kind: "game",
      when,
      runs: form.runs,
      table: tableOf(solved),
      said: playedGameReport(solved, when, beliefsOf(model, form)),
      states: typeof states === "string" ? states : states.view,
    },
  };
}

/** Who would leave a state, and who would answer; and the least change of liking that makes all stay. */
export function stateOf({ model, form, stability }: Kept, state: number): StateView | undefined {
  if (!stability || state < 0 || state >= stability.model.states.count) return undefined;
  const { model: graph, moves } = stability;
  const why = graph.actors.map((_, k) => sayExplanation(graph, explain(graph, moves, k, state, EXPLAINED)));
  // What would make it hold is a question to rankings: ties within error are grouped from the best down
  const ranked = analyse(playedModel(model, form, true).model, [EXPLAINED]);
  const stable = sayMakeStable(ranked.model, makeStable(ranked.model, ranked.moves, state, EXPLAINED));
  return { why, stable };
}
