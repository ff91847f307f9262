// What `standoff stability` says of one state: by which concepts it holds, why, how it is reached, what would make it hold.

import type { Stability } from "../../../../analysis/stability/analyse.ts";
import type { Concept } from "../../../../analysis/stability/concepts.ts";
import { editStatements } from "../../../../analysis/stability/edit-statements.ts";
import { type Explanation, explain } from "../../../../analysis/stability/explain.ts";
import { makeStable } from "../../../../analysis/stability/make-stable.ts";
import { allRanked } from "../../../../analysis/stability/prefer.ts";
import { idsOf } from "../../../../analysis/stability/stable-states.ts";
import { fromStatusQuo } from "../../../../analysis/stability/status-quo.ts";
import { heading, lines, type Part } from "../../../../present/document/document.ts";
import { explanationAnswer, makeStableAnswer, statusQuoAnswer } from "../../../../present/stability/answer.ts";
import {
  capital,
  sayEdit,
  sayExplanation,
  sayMakeStable,
  sayPath,
  sayState,
} from "../../../../present/stability/say.ts";
import { type Answered, block } from "./answered.ts";
import type { OpenedGraph } from "./opened.ts";

/** The concept that is explained: SEQ if it was asked for, else the last one that has sequences. */
function explainedConcept(concepts: readonly Concept[]): Concept {
  const known = concepts.filter((concept) => concept !== "SIM");
  return known.includes("SEQ") ? "SEQ" : (known.at(-1) ?? "SEQ");
}

export function explainAll({ model, moves, concepts }: Stability, state: number): Explanation[] {
  return model.actors.map((_, k) => explain(model, moves, k, state, explainedConcept(concepts)));
}

export function statePart(stability: Stability, state: number): Answered {
  const { model, moves, concepts, equilibria } = stability;
  const verdicts = concepts.map((concept) => `${concept} ${equilibria[concept]![state] ? "yes" : "no"}`);
  const whys = explainAll(stability, state);
  const way = model.start === undefined ? undefined : fromStatusQuo(model, moves, model.start, [state], "any");
  const reached = !way ? "" : `  ${sayReached(way.ways[0]?.path.length)}`;
  return {
    json: {
      state: {
        id: state + 1,
        holds: Object.fromEntries(concepts.map((concept) => [concept, equilibria[concept]![state] === 1])),
        ...(way ? { fromStatusQuo: way.ways[0]?.path.length ?? null } : {}),
        why: whys.map((why) => explanationAnswer(model, why)),
      },
    },
    parts: [
      heading(`state ${state + 1}  ${verdicts.join("  ")}${reached}`),
      ...whys.flatMap((why) => {
        const [verdict, ...reasons] = sayExplanation(model, why);
        return block(verdict!, cut(reasons));
      }),
    ],
  };
}

const MOST_LINES = 12;

function cut(lines: string[]): string[] {
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES), `… and ${lines.length - MOST_LINES} more (--json has all)`];
}

function sayReached(moves: number | undefined): string {
  if (moves === undefined) return "not to be reached from the status quo";
  return moves === 0
    ? "the status quo itself"
    : `reached from the status quo in ${moves} ${moves === 1 ? "move" : "moves"}`;
}

/** Shortest ways from a status quo to what holds by some concept (or to the one state asked for). */
export function fromPart(stability: Stability, start: number, state: number | undefined): Answered {
  const { model, moves, concepts, equilibria } = stability;
  const holding = idsOf(equilibria[explainedConcept(concepts)]!).map((id) => id - 1);
  const wanted = state === undefined ? holding.slice(0, 200) : [state];
  const kinds = (["any", "better"] as const).map((steps) => fromStatusQuo(model, moves, start, wanted, steps));
  const [any, better] = kinds;
  return {
    json: { from: { any: statusQuoAnswer(model, any!), improvements: statusQuoAnswer(model, better!) } },
    parts: block(
      `From ${sayState(model, start)} to ${state === undefined ? `what holds by ${explainedConcept(concepts)}` : sayState(model, state)}:`,
      [
        ...any!.ways.map(({ state: to, path }) => {
          const willing = better!.ways.find((one) => one.state === to);
          if (path.length === 0) return `state ${to + 1} is the status quo`;
          if (willing?.path.length === path.length) {
            return `state ${to + 1}: ${sayPath(model, start, willing.path)}; each likes its move`;
          }
          const longer = willing
            ? `; by moves that each likes, in ${willing.path.length}: ${sayPath(model, start, willing.path)}`
            : "";
          return `state ${to + 1}: ${sayPath(model, start, path)}${longer || "; somebody moves against its own liking"}`;
        }),
        ...(any!.never.length > 0 ? [`never: ${any!.never.map((s) => `state ${s + 1}`).join(", ")}`] : []),
      ],
    ),
  };
}

export function makeStablePart(opened: OpenedGraph, { model, moves, concepts }: Stability, state: number): Answered {
  if (!allRanked(model.preferences)) return { refused: "--make-stable: this needs actors that rank the states" };
  const concept = explainedConcept(concepts);
  const result = makeStable(model, moves, state, concept);
  const statementsOf = (actor: number) => {
    const preference = opened.written?.actors[actor]?.preference;
    return preference?.governs === "statements" ? preference.statements : [];
  };
  const edits = result.unstable.flatMap(
    ({ actor }) => editStatements(model, moves, actor, statementsOf(actor), state, concept) ?? [],
  );
  const shown = edits.slice(0, 6).map((edit) => sayEdit(model, edit, statementsOf(edit.actor)));
  return {
    json: { makeStable: makeStableAnswer(model, result, edits, statementsOf) },
    parts: [
      ...underHeads(sayMakeStable(model, result)),
      ...(shown.length > 0 ? block("Or by one edit of the statements:", shown) : []),
    ],
  };
}

/** Lines that begin with blanks stand under the one before that does not. */
function underHeads(said: readonly string[]): Part[] {
  return said.map((line) => (line.startsWith(" ") ? lines([line.trim()]) : heading(capital(line))));
}
