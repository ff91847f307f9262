// Which numbers of a model are learnt, and what a point among them means. In: a model, ids. Out: the draws that these constants rest
// on, and the constants' values at a point. A point holds one standard normal number for each draw: a number's own quantile under what
// the model says of it, on the normal scale. So bounds hold by themselves, and the model's own distributions are the prior: N(0, 1) each.

import { constantsBy } from "../../../engine/interpreter/draw-constants.ts";
import { numbered, randomKeyOfConstants } from "../../../engine/interpreter/redraw.ts";
import type { CheckedModel, ConstantKind } from "../../../language/checked-model.ts";
import { ROW_OF_DRAWS } from "../../../language/draws.ts";
import { type Expression, walk } from "../../../language/expression.ts";
import { normalCdf } from "../../../statistics/normal-cdf.ts";
import { uniform } from "../../../statistics/philox.ts";

export type FittedNumber = { id: string; slot: number; draws: number[] };

export type FittedNumbers = {
  model: CheckedModel;
  numbers: FittedNumber[];
  /** Places of their draws among all draws of constants, each once. */
  draws: number[];
  /** How many draws there are in all. */
  all: number;
};

/** What is learnt where nobody says what: numbers whose range is a judgement. Claims stay what they are said to be. */
const KINDS: readonly ConstantKind[] = ["parameter", "weight", "switching", "taste", "half_life", "precision"];

/** More than these would need more filter passes than anybody waits for. */
export const MOST_NUMBERS = 200;

const CLAIM_KINDS: readonly ConstantKind[] = ["claim", "origin"];

/** The ids of constants that have a range of their own. */
export function uncertainIds(model: CheckedModel): string[] {
  return numbersOf(model).flatMap(({ id, draws }) => (draws.length > 0 ? [id] : []));
}

function numbersOf(model: CheckedModel): (FittedNumber & { kind: ConstantKind })[] {
  const rows = new Map(randomKeyOfConstants(model).map(({ stream, place }, row) => [`${stream} ${place}`, row]));
  return model.constants.map(({ id, kind, value }, slot) => {
    const draws = new Set<number>();
    walk(value as Expression, (e) => e.kind === "draw" && draws.add(rows.get(`${e.stream} ${e.place}`)!));
    return { id, kind, slot, draws: id === ROW_OF_DRAWS ? [] : [...draws] };
  });
}

/** The numbers that are learnt: those named, or all whose range is a judgement. */
export function fittedNumbers(model: CheckedModel, ids: readonly string[] | undefined): FittedNumbers {
  const wanted = numbersOf(model).filter(
    ({ id, kind, draws }) =>
      draws.length > 0 && (ids ? ids.includes(id) : KINDS.includes(kind)) && !CLAIM_KINDS.includes(kind),
  );
  const draws = [...new Set(wanted.flatMap((n) => n.draws))].sort((a, b) => a - b);
  const numbers = wanted.map(({ id, slot, draws: own }) => ({ id, slot, draws: own }));
  return { model, numbers, draws, all: randomKeyOfConstants(model).length };
}

const LEAST = 2 ** -53;
export const uniformOf = (z: number) => Math.min(1 - LEAST, Math.max(LEAST, normalCdf(z)));

const STREAM = 0x46697456;

/** What the numbers are at points; all that is not learnt has luck of its own, keyed by seed and place in the list. */
export function valuesAt(fitted: FittedNumbers, points: readonly ArrayLike<number>[], seed: number): Float64Array[] {
  const { constants } = numbered(fitted.model);
  const columns = fitted.numbers.map(() => new Float64Array(points.length));
  const place = new Map(fitted.draws.map((row, k) => [row, k]));
  points.forEach((point, i) => {
    const given = (row: number) => {
      const k = place.get(row);
      return k === undefined ? uniform(seed, i, STREAM, 0, row) : uniformOf(point[k]!);
    };
    const drawn = constantsBy({ constants }, { seed: 0, run: 0, when: 0, given }, []);
    fitted.numbers.forEach(({ slot }, k) => {
      columns[k]![i] = drawn[slot]!;
    });
  });
  return columns;
}
