// Coalitions, horizons, unknown and strong preferences, explanations and least changes against their plain definitions, on
// random models. The counts over rankings against those of README.md.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { analyse } from "../../../src/analysis/stability/analyse.ts";
import { buildModel } from "../../../src/analysis/stability/build-model.ts";
import { COALITION_CONCEPTS, coalitionStability } from "../../../src/analysis/stability/coalitions.ts";
import { USUAL } from "../../../src/analysis/stability/concepts.ts";
import { countRankings } from "../../../src/analysis/stability/count-rankings.ts";
import { explain } from "../../../src/analysis/stability/explain.ts";
import { type GraphModel, UNKNOWN } from "../../../src/analysis/stability/graph-model.ts";
import { limitedMove, nonMyopic } from "../../../src/analysis/stability/limited-move.ts";
import { makeStable } from "../../../src/analysis/stability/make-stable.ts";
import { movesOf } from "../../../src/analysis/stability/moves.ts";
import { leastDemotions } from "../../../src/analysis/stability/repair-sets.ts";
import { ATTITUDES, stableBySets } from "../../../src/analysis/stability/stable-by-sets.ts";
import { strongStates } from "../../../src/analysis/stability/strength.ts";
import { readModel } from "../../../src/formats/graph-models/read-graph-model.ts";
import { coalitionStable, end, fewestDemotions, type Like, stableUnknown, stronglyStable } from "./plain-more.ts";
import { isStable, plainOf } from "./plain-sets.ts";
import { luck, randomArrows, randomModel } from "./random-models.ts";

const statesOf = (model: GraphModel) => Array.from({ length: model.states.count }, (_, s) => s);
const marked = (marks: ArrayLike<number>) => Array.from(marks).flatMap((mark, s) => (mark ? [s] : []));
const ranksOf = (model: GraphModel) =>
  model.preferences.map((preference) => (preference.kind === "ranked" ? preference.rank : new Int32Array(0)));

describe("against plain definitions", () => {
  it("coalitions (Inohara & Hipel 2008)", () => {
    let leaves = 0;
    for (let seed = 0; seed < 60; seed++) {
      const model = seed % 3 === 0 ? randomArrows(seed) : randomModel(seed, 4);
      const plain = plainOf(model);
      const alone = analyse(model, USUAL);
      for (const { members, stable } of coalitionStability(model, movesOf(model))) {
        for (const concept of COALITION_CONCEPTS) {
          const want = statesOf(model).filter((s) => coalitionStable(plain, concept, members, s));
          expect(marked(stable[concept]), `${model.title} ${concept} of ${members}`).toEqual(want);
        }
        // A coalition of one is the actor itself, but for SEQ, where the others may answer together.
        if (members.length === 1) {
          for (const concept of ["R", "GMR", "SMR"] as const) {
            expect(marked(stable[concept])).toEqual(marked(alone.stable[concept]![members[0]!]!));
          }
        } else if (marked(stable.R).length < model.states.count) leaves++;
      }
    }
    expect(leaves).toBeGreaterThan(30);
  });

  it("horizons", () => {
    for (let seed = 0; seed < 150; seed++) {
      const model = seed % 3 === 0 ? randomArrows(seed) : randomModel(seed, 4);
      if (model.states.count > 16) continue;
      const plain = plainOf(model);
      const moves = movesOf(model);
      for (let h = 0; h <= 3; h++) {
        const { stable, ends } = limitedMove(model, moves, h);
        model.actors.forEach((_, i) => {
          const want = statesOf(model).map((s) => end(plain, h, i, s));
          const better = want.map((t, s) => plain.better(i, t, s));
          // Ends may differ only among states that the actor likes alike: it may not care which of its moves it makes.
          expect(
            Array.from(ends[i]!, (t, s) => plain.better(i, t, s)),
            `${model.title} h ${h}`,
          ).toEqual(better);
          expect(marked(stable[i]!)).toEqual(statesOf(model).filter((s) => !better[s]));
        });
      }
      expect(limitedMove(model, moves, 1).stable.map(marked)).toEqual(analyse(model, ["R"]).stable.R!.map(marked));
    }
  });

  it("non-myopic is limited-move at every horizon once the ends repeat", () => {
    for (let seed = 0; seed < 60; seed++) {
      const model = randomModel(seed, 4);
      const moves = movesOf(model);
      const found = nonMyopic(model, moves)!;
      const horizons = Array.from(
        { length: found.period * 2 },
        (_, k) => limitedMove(model, moves, found.from + k).stable,
      );
      model.actors.forEach((_, i) => {
        const want = statesOf(model).filter((s) => horizons.every((stable) => stable[i]![s]));
        expect(marked(found.stable[i]!), model.title).toEqual(want);
      });
      expect(horizons[0]!.map(marked)).toEqual(horizons[found.period]!.map(marked));
    }
  });

  it("unknown preferences in four forms (Li, Hipel, Kilgour & Fang 2004)", () => {
    for (let seed = 0; seed < 60; seed++) {
      const model = withUnknown(randomModel(seed, 4), seed);
      const moves = movesOf(model);
      const like: Like = (i, t, s) => {
        const preference = model.preferences[i]!;
        const cell = preference.kind === "pairs" ? preference.of[t * model.states.count + s]! : 0;
        return cell === UNKNOWN ? "unknown" : cell > 0 ? "better" : "no-better";
      };
      const plain = plainOf(randomModel(seed, 4));
      for (const concept of USUAL) {
        model.actors.forEach((_, i) => {
          for (const attitude of ATTITUDES) {
            const want = statesOf(model).filter((s) => stableUnknown(plain, like, attitude.id, concept, i, s));
            expect(marked(stableBySets(model, moves, i, concept, attitude)), `${model.title} ${concept}`).toEqual(want);
          }
        });
      }
    }
  });

  it("tables of pairs say the same as rankings where nothing is unknown", () => {
    for (let seed = 0; seed < 80; seed++) {
      const model = randomModel(seed, 4);
      const pairs = withPairs(model);
      const ranked = analyse(model, USUAL);
      const tabled = analyse(pairs, USUAL);
      for (const concept of USUAL)
        expect(tabled.stable[concept]!.map(marked)).toEqual(ranked.stable[concept]!.map(marked));
    }
  });

  it("strength of preference (Hamouda, Kilgour & Hipel 2006)", () => {
    let weak = 0;
    for (let seed = 0; seed < 100; seed++) {
      const draw = luck(seed);
      const plainModel = randomModel(seed, 5);
      const tiers = ranksOf(plainModel).map((rank) => {
        let tier = 0;
        const places = Array.from({ length: rank.length + 1 }, () => {
          if (draw() < 0.3) tier++;
          return tier;
        });
        return rank.map((place) => places[place]!);
      });
      const model: GraphModel = {
        ...plainModel,
        preferences: ranksOf(plainModel).map((rank, k) => ({ kind: "ranked", rank, tier: tiers[k]! })),
      };
      const plain = plainOf(model);
      const moves = movesOf(model);
      for (const concept of ["GMR", "SMR", "SEQ", "SSEQ"] as const) {
        model.actors.forEach((_, i) => {
          const muchWorse = (k: number, t: number, s: number) => tiers[k]![t]! > tiers[k]![s]!;
          const want = statesOf(model).filter((s) => stronglyStable(plain, muchWorse, concept, i, s));
          expect(marked(strongStates(model, moves, i, concept)), `${model.title} ${concept}`).toEqual(want);
          const pairs = withPairs(model);
          expect(marked(strongStates(pairs, moves, i, concept))).toEqual(want);
          weak += statesOf(model).filter((s) => isStable(plain, concept, i, s) && !want.includes(s)).length;
        });
      }
    }
    expect(weak).toBeGreaterThan(100);
  });

  it("explanations agree with the analysis and show legal, shortest deterrents", () => {
    for (let seed = 0; seed < 80; seed++) {
      const model = seed % 2 === 0 ? randomArrows(seed) : randomModel(seed, 4);
      const plain = plainOf(model);
      const moves = movesOf(model);
      const { stable } = analyse(model, USUAL);
      for (const concept of USUAL) {
        for (const s of statesOf(model)) {
          model.actors.forEach((_, i) => {
            const why = explain(model, moves, i, s, concept);
            expect(why.stable, `${model.title} ${concept} ${i} ${s}`).toBe(stable[concept]![i]![s] === 1);
            for (const { to, answer } of why.improvements) {
              let [at, last] = [to, -1];
              for (const step of answer ?? []) {
                expect(step.actor).not.toBe(i);
                expect(step.actor).not.toBe(last);
                expect(plain.moves[step.actor]![at]!.has(step.to)).toBe(true);
                if (concept === "SEQ" || concept === "SSEQ") expect(plain.better(step.actor, step.to, at)).toBe(true);
                [at, last] = [step.to, step.actor];
              }
              if (answer) expect(plain.better(i, at, s)).toBe(false);
            }
          });
        }
      }
    }
  });

  it("least changes are least, and make the state stable", () => {
    let tried = 0;
    for (let seed = 0; seed < 70; seed++) {
      const model = randomModel(seed, 4);
      if (model.states.count > 12) continue;
      const plain = plainOf(model);
      const moves = movesOf(model);
      for (const concept of USUAL) {
        for (const s of statesOf(model)) {
          const made = makeStable(model, moves, s, concept);
          expect(made.unstable.map((one) => one.actor)).toEqual(
            model.actors.map((_, i) => i).filter((i) => !isStable(plain, concept, i, s)),
          );
          for (const { actor, ways } of made.unstable) {
            const { sets, least } = leastDemotions(model, moves, actor, s, concept);
            const fewest = fewestDemotions(plain, isStable, concept, actor, s);
            if (least) expect(sets[0]!.length, `${model.title} ${concept} ${actor} ${s}`).toBe(fewest);
            else expect(sets[0]!.length).toBeGreaterThanOrEqual(fewest);
            tried += least ? 1 : 0;
            for (const way of ways) {
              const changed = plainOf(withRanks(model, way.ranks));
              const still = model.actors.map((_, i) => i).filter((i) => !isStable(changed, concept, i, s));
              expect(still).toEqual(way.unstableFor);
              expect(still).not.toContain(actor);
            }
          }
          if (made.together) {
            const changed = plainOf(withRanks(model, made.together.ranks));
            expect(
              model.actors.every((_, i) => isStable(changed, concept, i, s)),
              model.title,
            ).toBe(true);
          }
        }
      }
    }
    expect(tried).toBeGreaterThan(200);
  });
});

describe("counts over rankings", () => {
  for (const name of ["prisoners", "syriairaq"]) {
    it(name, () => {
      const text = readFileSync(new URL(`${name}.json`, import.meta.url), "utf8");
      type Inverse = { rankings: number; rankingsWithStateInEquilibrium: Record<string, Record<string, number>> };
      const { inverse } = JSON.parse(text) as { inverse: Inverse };
      const { model } = buildModel(readModel(`${name}.json`, text).written!);
      const { rankings, counts } = countRankings(model!, 4, ["R", "GMR", "SMR", "SEQ"]);
      expect(rankings).toBe(inverse.rankings);
      const ours = Object.entries(counts).map(([concept, times]) => [
        concept,
        Object.fromEntries(Array.from(times, (n, s) => [String(s + 1), n])),
      ]);
      expect(Object.fromEntries(ours)).toEqual(inverse.rankingsWithStateInEquilibrium);
    });
  }
});

function withRanks(model: GraphModel, ranks: readonly { actor: number; rank: Int32Array }[]): GraphModel {
  const preferences = model.preferences.map((old, k) => {
    const rank = ranks.find((one) => one.actor === k)?.rank;
    return rank ? { kind: "ranked" as const, rank } : old;
  });
  return { ...model, preferences };
}

function withPairs(model: GraphModel): GraphModel {
  const { count } = model.states;
  const preferences = model.preferences.map((preference) => {
    if (preference.kind === "pairs") return preference;
    const { rank, tier } = preference;
    const of = new Int8Array(count * count);
    for (let s = 0; s < count; s++) {
      for (let t = 0; t < count; t++) {
        of[s * count + t] = Math.sign(rank[t]! - rank[s]!) * (tier && tier[s] !== tier[t] ? 2 : 1);
      }
    }
    return { kind: "pairs" as const, of };
  });
  return { ...model, preferences };
}

function withUnknown(model: GraphModel, seed: number): GraphModel {
  const draw = luck(seed + 7);
  const { count } = model.states;
  const preferences = withPairs(model).preferences;
  for (const preference of preferences) {
    if (preference.kind !== "pairs") continue;
    for (let s = 0; s < count; s++) {
      for (let t = 0; t < s; t++) {
        if (draw() > 0.2) continue;
        preference.of[s * count + t] = UNKNOWN;
        preference.of[t * count + s] = UNKNOWN;
      }
    }
  }
  return { ...model, preferences };
}
