// What `standoff trace` knows when it is done: plain results from which text and JSON are written.

import { gradeOf } from "../../../../analysis/evidence/tracing/claims-table.ts";
import type { ElementKind, WebNode } from "../../../../analysis/evidence/tracing/model-web.ts";
import type { Place } from "../../../../base/problem.ts";
import type { CheckedModel, ClaimSource, Constant, Stance } from "../../../../language/checked-model.ts";
import type { Effect, Effects } from "../../../../tasks/claims/effects.ts";
import type { Quote, TextState, Texts } from "./quotes.ts";

export type ClaimShown = {
  id: string;
  says: string;
  stance: Stance;
  speaker: string;
  deniedBy: string[];
  /** As written; undefined for a question, and where it is a formula. */
  credence?: number;
  /** Its credence where its origin is unreliable. */
  otherwise?: number;
  origin?: string;
  /** The Admiralty grade of its origin, else of its source. */
  grade?: string;
  source?: string;
  published?: string;
  range?: { start: number; end: number };
  text?: TextState;
  quote?: Quote;
  at: Place;
};

export type ElementShown = { kind: ElementKind; id: string; at: Place };
export type ViaShown = ElementShown & { how: "when" | "because"; steps: number };
type Luck = Omit<Effects, "effects">;

export type QuestionTrace = {
  question: { id: string; ask: string; at: Place };
  claims: (ClaimShown & { moves: boolean; via: ViaShown[]; effect?: Effect })[];
  effects?: Luck;
};

export type ClaimTrace = {
  claim: ClaimShown;
  when: ElementShown[];
  because: ElementShown[];
  believedBy: string[];
  questions: { id: string; ask: string; moves: boolean; effect?: Effect }[];
  effects?: Luck;
};

/** `lines`: where claims stand in that source. */
export type SentenceTrace = { source: string; line: number; claims: ClaimTrace[]; lines: number[] };

export type Assumptions = {
  elements: number;
  claims: number;
  unsupported: ElementShown[];
  unused: ClaimShown[];
};

export const elementShown = ({ kind, id, at }: WebNode): ElementShown => ({
  kind,
  id: id.replace(/^weight of /, ""),
  at,
});

/** The chances of a claim through an origin: where it is reliable, and where not. */
function throughOrigin(constant: Constant | undefined): { credence: number; otherwise: number } | undefined {
  const value = constant?.value;
  const chance = value?.kind === "draw" ? value.arguments[0] : undefined;
  if (chance?.kind !== "if" || chance.yes.kind !== "number" || chance.no.kind !== "number") return undefined;
  return { credence: chance.yes.value, otherwise: chance.no.value };
}

/** The chance as it was written. */
export function chanceWritten(constant: Constant | undefined): number | undefined {
  const value = constant?.value;
  if (value?.kind === "number") return value.value;
  if (value?.kind !== "draw" || value.distribution !== "bernoulli") return undefined;
  const [chance] = value.arguments;
  return chance?.kind === "number" ? chance.value : undefined;
}

export function claimShown(model: CheckedModel, claim: ClaimSource, texts?: Texts): ClaimShown {
  const { id, says, stance, speaker, deniedBy, source, range, at } = claim;
  const constant = claim.constant === undefined ? undefined : model.constants[claim.constant];
  const shared = throughOrigin(constant);
  const credence = shared?.credence ?? chanceWritten(constant);
  const grade = gradeOf(model, claim);
  const published = model.sources.find((s) => s.id === source)?.published;
  const quote = texts?.quote(claim);
  return {
    id,
    says,
    stance,
    speaker,
    deniedBy,
    ...(credence !== undefined && { credence }),
    ...(shared && { otherwise: shared.otherwise }),
    ...(claim.origin !== undefined && { origin: claim.origin }),
    ...(grade !== undefined && { grade }),
    ...(source !== undefined && { source, ...(texts && { text: texts.state(source) }) }),
    ...(published !== undefined && { published }),
    ...(range && { range }),
    ...(quote && { quote }),
    at,
  };
}
