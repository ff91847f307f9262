// Confidence in an answer, by one stated rule (docs/explain.md, "Confidence"): the worst of three grounds. What the claims are worth on
// which the model rests; the sampling error of the answer; and how far rival readings of the model move it.
// It says how good the ground is, never how likely the answer: ICD 203 keeps the two out of one phrase.
// The rule counts, it does not judge: a reader who disagrees can see the counts.

import type { Answer } from "../../ensemble/answers.ts";
import type { CheckedModel, ClaimSource } from "../../language/checked-model.ts";
import { halfPoints } from "../words/figures.ts";

export type Level = "low" | "moderate" | "high";

/** Sampling error: half the 95 % interval, in points of a share or as a part of the range of nine futures in ten. */
export type Sampling = { level: Level; half: number; of: "share" | "range" | "choice" };

/**
 * How far the reading that moves it most moves the answer, in the same measure; of a decision: whether it takes another option.
 * `readings` are the model's lenses; where they were not played, or there is none, the width is unknown.
 */
export type Rivals = { level: Level; width: number; of: Sampling["of"]; readings: number; played: boolean };

export type Confidence = {
  /** The worst of the grounds. */
  level: Level;
  /** What the claims alone would give. */
  ground: Level;
  claims: number;
  /** Claims without a credence: cited, and no number of the model turns on them. */
  cited: number;
  /** Denied by someone. */
  disputed: number;
  /** Said as opinion or forecast. */
  opinion: number;
  /** Neither of the two, and with a source. */
  firm: number;
  sources: number;
  /** Only where an answer is given. */
  sampling?: Sampling | undefined;
  /** Only where an answer is given. */
  rivals?: Rivals | undefined;
};

/** At least this share of claims neither disputed nor opinion, and this many sources: high; then moderate. */
const HIGH = { firm: 0.8, sources: 3 };
const MODERATE = { firm: 0.5, sources: 2 };

/** At most this: high, then moderate. Shares in points of probability, quantities as parts of the range of nine futures in ten. */
const SAMPLING = { share: [0.02, 0.05], range: [0.05, 0.1] } as const;
const RIVALS = { share: [0.05, 0.15], range: [0.1, 0.3] } as const;

const LEVELS: readonly Level[] = ["low", "moderate", "high"];
const worst = (levels: readonly Level[]) => LEVELS[Math.min(...levels.map((l) => LEVELS.indexOf(l)))]!;
const within = (x: number, [high, moderate]: readonly [number, number]): Level =>
  x <= high ? "high" : x <= moderate ? "moderate" : "low";

const isOpinion = (c: ClaimSource) => c.stance === "opinion" || c.stance === "forecast";

/** The held options that cannot be told apart from the best one, itself among them. */
function bestHeld(answer: Extract<Answer, { kind: "comparison" }>): string[] {
  const up = answer.better === "lower" ? -1 : 1;
  const held = answer.rows.filter((r) => r.hold !== "free").toSorted((a, b) => up * (b.difference - a.difference));
  return held
    .filter((r, i) => i === 0 || (r.fromBest && r.fromBest.low <= 0 && r.fromBest.high >= 0))
    .map((r) => r.hold);
}

function samplingOf(answer: Answer): Sampling {
  if (answer.kind === "comparison") {
    const level = bestHeld(answer).length;
    return { level: level === 1 ? "high" : level === 2 ? "moderate" : "low", half: Number.NaN, of: "choice" };
  }
  if (answer.kind === "quantity") {
    const range = answer.q95 - answer.q05;
    const half = range > 0 ? (1.96 * answer.se) / range : 0;
    return { level: within(half, SAMPLING.range), half, of: "range" };
  }
  const shares = answer.kind === "event" ? [answer] : answer.options;
  const half = Math.max(...shares.map((s) => (s.high - s.low) / 2));
  return { level: within(half, SAMPLING.share), half, of: "share" };
}

/** How far another answer to the same question lies from this one. */
function distance(answer: Answer, other: Answer): number {
  if (answer.kind === "options" && other.kind === "options")
    return Math.max(...answer.options.map((o) => Math.abs(o.p - (other.options.find((x) => x.id === o.id)?.p ?? 0))));
  if (answer.kind === "event" && other.kind === "event") return Math.abs(answer.p - other.p);
  if (answer.kind === "quantity" && other.kind === "quantity") {
    const range = answer.q95 - answer.q05;
    return range > 0 ? Math.abs(answer.q50 - other.q50) / range : answer.q50 === other.q50 ? 0 : 1;
  }
  if (answer.kind === "comparison" && other.kind === "comparison")
    return bestHeld(answer).some((hold) => bestHeld(other).includes(hold)) ? 0 : 1;
  return Number.NaN;
}

function rivalsOf(model: CheckedModel, answer: Answer, others: readonly Answer[] | undefined): Rivals {
  const { of } = samplingOf(answer);
  // What nobody has tried to move, or not here, is not known to stand
  if (!others?.length) {
    const readings = model.scenarios.filter((s) => s.lens).length;
    return { level: "moderate", width: Number.NaN, of, readings, played: false };
  }
  const width = Math.max(0, ...others.map((other) => distance(answer, other)));
  const level = of === "choice" ? (width === 0 ? "high" : "low") : within(width, RIVALS[of]);
  return { level, width, of, readings: others.length, played: true };
}

/** Confidence in a model; or in an answer of it, with its sampling error and what rival readings answered, where they were played. */
export function confidenceIn(model: CheckedModel, answer?: Answer, rivals?: readonly Answer[]): Confidence {
  const claims = model.claims.filter((c) => c.constant !== undefined);
  const disputed = claims.filter((c) => c.deniedBy.length > 0 || c.stance === "denied");
  const opinion = claims.filter((c) => !disputed.includes(c) && isOpinion(c));
  const firm = claims.filter((c) => !disputed.includes(c) && !isOpinion(c) && c.source !== undefined);
  const sources = new Set(claims.flatMap((c) => c.source ?? []));
  const reaches = (rule: typeof HIGH) => firm.length >= rule.firm * claims.length && sources.size >= rule.sources;
  const ground = claims.length === 0 ? "low" : reaches(HIGH) ? "high" : reaches(MODERATE) ? "moderate" : "low";
  const sampling = answer && samplingOf(answer);
  const moved = answer && rivalsOf(model, answer, rivals);
  return {
    level: worst([ground, sampling?.level ?? "high", moved?.level ?? "high"]),
    ground,
    claims: claims.length,
    cited: model.claims.length - claims.length,
    disputed: disputed.length,
    opinion: opinion.length,
    firm: firm.length,
    sources: sources.size,
    ...(sampling && { sampling }),
    ...(moved && { rivals: moved }),
  };
}

function sayGround(c: Confidence): string {
  if (c.claims === 0 && c.cited === 0) return "the model rests on no claim of any source";
  if (c.claims === 0) return `no number turns on a claim (${c.cited} cited, none with a credence)`;
  const parts: string[] = [];
  if (c.disputed > 0) parts.push(`${c.disputed} of ${c.claims} claims disputed`);
  if (c.opinion > 0) parts.push(`${c.opinion}${parts.length > 0 ? "" : ` of ${c.claims} claims`} opinion`);
  if (parts.length === 0) parts.push(`none of ${c.claims} claims disputed`);
  const sources = c.sources === 0 ? "no source named" : c.sources === 1 ? "one source" : `${c.sources} sources`;
  return `${parts.join(", ")}, ${sources}`;
}

/** A size in points of a share, or as a part of the range of nine futures in ten. */
function saySize(of: Sampling["of"], x: number): string {
  const size = halfPoints(x);
  if (of === "range") return `${size} % of its range`;
  return `${size} point${size === "1" ? "" : "s"}`;
}

function saySampling({ level, half, of }: Sampling): string {
  if (of === "choice")
    return level === "high" ? "one option is clearly first" : "more than one option is level with the best";
  return half === 0 ? "no sampling error" : `sampling error up to ${saySize(of, half)}`;
}

function sayRivals({ width, of, readings, level, played }: Rivals): string {
  if (readings === 0) return "no rival reading was tried";
  if (!played) return `${readings === 1 ? "its rival reading" : `its ${readings} rival readings`} not played here`;
  const among = readings === 1 ? "the one rival reading" : `${readings} rival readings`;
  if (of === "choice")
    return level === "high"
      ? `${among} put${readings === 1 ? "s" : ""} no other option clearly first`
      : `${readings === 1 ? "the one rival reading puts" : `of ${among} at least one puts`} another option first`;
  return `${among} ${readings === 1 ? "moves" : "move"} it by up to ${saySize(of, width)}`;
}

/** `Confidence low: 14 of 62 claims disputed, 20 opinion, one source; 4 rival readings move it by up to 14 points.` */
export function sayConfidence(c: Confidence): string {
  const parts = [
    sayGround(c),
    ...(c.sampling ? [saySampling(c.sampling)] : []),
    ...(c.rivals ? [sayRivals(c.rivals)] : []),
  ];
  return `Confidence ${c.level}: ${parts.join("; ")}.`;
}
