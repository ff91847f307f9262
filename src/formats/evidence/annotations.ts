// Claims as W3C Web Annotations (Web Annotation Data Model and Vocabulary, Recommendations of 2017-02-23), out and in.
// Out: one AnnotationPage in JSON-LD; each annotation has a TextPositionSelector and a TextQuoteSelector on a source named by
// its hash, and tags for stance and speaker. In: pages, collections and single annotations of any tool that has such selectors;
// what cannot be read is a problem with its number, and the rest is taken.

import type { Anchor, QuoteSelector } from "../../analysis/evidence/anchoring/quote-selector.ts";
import { STANCES, type Stance } from "../../analysis/evidence/claims/claim.ts";
import type { ClaimRecord, SourceNote } from "./claim-record.ts";

type Json = { [key: string]: unknown };

export function claimAnnotations(records: readonly ClaimRecord[], source: SourceNote): Json {
  return {
    "@context": ["http://www.w3.org/ns/anno.jsonld", { standoff: "urn:standoff:" }],
    id: `urn:sha256:${source.sha256}#claims`,
    type: "AnnotationPage",
    label: source.title,
    items: records.map((record) => annotationOf(record, source)),
  };
}

function annotationOf(record: ClaimRecord, source: SourceNote): Json {
  const tag = (purpose: string, value: string, name: string) => ({
    type: "TextualBody",
    purpose,
    value,
    "standoff:part": name,
  });
  return {
    id: `urn:sha256:${source.sha256}#${record.id}`,
    type: "Annotation",
    motivation: "classifying",
    body: [
      ...(record.says === undefined ? [] : [tag("describing", record.says, "says")]),
      tag("classifying", record.stance, "stance"),
      tag("tagging", record.speaker, "speaker"),
      ...(record.deniedBy ?? []).map((who) => tag("tagging", who, "denied-by")),
      ...(["negated", "causal", "garbled"] as const).filter((k) => record[k]).map((k) => tag("tagging", k, "mark")),
    ],
    target: {
      source: `urn:sha256:${source.sha256}`,
      selector: [
        { type: "TextPositionSelector", start: record.start, end: record.end },
        ...(record.quote.exact === "" ? [] : [{ type: "TextQuoteSelector", ...record.quote }]),
      ],
    },
  };
}

export type ReadAnnotation = Anchor & {
  id: string;
  stance: Stance;
  speaker: string;
  deniedBy?: string[];
  /** The words in which the tool puts it. */
  says?: string;
  sha256?: string;
};
export type Refusal = { item: number; says: string };

/** Reads annotations; positions may be missing where there is a quote (then start and end are 0 and the quote finds them). */
export function readAnnotations(json: unknown): { annotations: ReadAnnotation[]; refused: Refusal[] } {
  const annotations: ReadAnnotation[] = [];
  const refused: Refusal[] = [];
  for (const [item, value] of itemsOf(json).entries()) {
    const read = readOne(value, item);
    if (typeof read === "string") refused.push({ item: item + 1, says: read });
    else annotations.push(read);
  }
  return { annotations, refused };
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function itemsOf(json: unknown): unknown[] {
  if (Array.isArray(json)) return json;
  if (!isObject(json)) return [json];
  if (isObject(json.first)) return list(json.first.items);
  return "items" in json ? list(json.items) : [json];
}

function readOne(value: unknown, item: number): ReadAnnotation | string {
  if (!isObject(value)) return "it is no object";
  const target = list(value.target).find(isObject);
  if (!target) return "it has no target with a selector";
  const selectors = list(target.selector).filter(isObject);
  const position = selectors.find((s) => s.type === "TextPositionSelector");
  const quote = selectors.find((s) => s.type === "TextQuoteSelector");
  const exact = textOf(quote?.exact);
  if (!position && exact === undefined) return "it has neither a TextPositionSelector nor a TextQuoteSelector";
  const start = position?.start ?? 0;
  const end = position?.end ?? 0;
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || Number(start) < 0 || Number(end) < Number(start))
    return "its start and end are no positions";
  const selector: QuoteSelector = {
    exact: exact ?? "",
    prefix: textOf(quote?.prefix) ?? "",
    suffix: textOf(quote?.suffix) ?? "",
  };
  const hash = /^urn:sha256:([0-9a-f]{64})$/.exec(textOf(target.source) ?? "")?.[1];
  return {
    start: Number(start),
    end: Number(end),
    ...selector,
    id: textOf(value.id)?.split("#").at(-1) ?? `annotation_${item + 1}`,
    ...tagsOf(list(value.body)),
    ...(hash === undefined ? {} : { sha256: hash }),
  };
}

function tagsOf(bodies: readonly unknown[]): { stance: Stance; speaker: string; deniedBy?: string[]; says?: string } {
  const values = (part: string) =>
    bodies
      .filter(isObject)
      .filter((b) => b["standoff:part"] === part)
      .map((b) => textOf(b.value))
      .filter((v) => v !== undefined);
  const plain = bodies.map((b) => (isObject(b) ? textOf(b.value) : textOf(b)));
  const stance = [...values("stance"), ...plain].find((v) => (STANCES as readonly (string | undefined)[]).includes(v));
  const deniedBy = values("denied-by");
  return {
    stance: (stance as Stance | undefined) ?? "asserted",
    speaker: values("speaker")[0] ?? "author",
    ...(deniedBy.length > 0 ? { deniedBy } : {}),
    ...(values("says")[0] === undefined ? {} : { says: values("says")[0]! }),
  };
}
