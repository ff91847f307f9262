// What each claims verb does to texts, on the command line and on the page: one function a verb. In: targets and words of a person. Out: the
// texts that change, with a sentence; or why not.

import { mergeClaims } from "../../analysis/evidence/editing/merge-claims.ts";
import { entryOf, idsOf } from "../../analysis/evidence/editing/places.ts";
import { restore, setAside } from "../../analysis/evidence/editing/set-aside.ts";
import { setField, type Value } from "../../analysis/evidence/editing/set-field.ts";
import { appendEntry, takeClaim } from "../../analysis/evidence/editing/take-claim.ts";
import { nearestName } from "../../base/nearest-name.ts";
import type { Problem } from "../../base/problem.ts";
import { plural } from "../../present/words/figures.ts";

/** The files of a model, or one file of drafted claims. */
export type Editable = {
  named: string;
  /** The file to which a section is added that no file has. */
  main: string;
  files: ReadonlyMap<string, string>;
  /** Errors of the model as it would be with these texts in place. */
  errors: (files: ReadonlyMap<string, string>) => Problem[];
};
export type Change<T extends Editable = Editable> = { target: T; files: Map<string, string> };
export type Planned<T extends Editable = Editable> = { changes: Change<T>[]; says: string } | { refused: string };

type Texts = Map<string, string>;
type Step = (text: string, file: string) => { text: string } | { refused: string };

export const claimsIn = (target: Editable): string[] =>
  [...target.files.values()].flatMap((text) => idsOf(text, "claims"));

/** An error that the edit would bring in; undefined where it brings none. */
export function newError(target: Editable, edited: ReadonlyMap<string, string>): Problem | undefined {
  const key = (p: Problem) => `${p.code} ${p.says}`;
  const before = new Set(target.errors(target.files).map(key));
  return target.errors(new Map([...target.files, ...edited])).find((p) => !before.has(key(p)));
}

const fileWith = (files: Texts, section: string, id: string) =>
  [...files].find(([, text]) => entryOf(text, section, id))?.[0];

function unknown(target: Editable, section: string, id: string, what: string): { refused: string } {
  const known = [...target.files.values()].flatMap((text) => idsOf(text, section));
  const near = nearestName(id, known);
  return { refused: `there is no ${what} \`${id}\` in ${target.named}${near ? `; did you mean \`${near}\`?` : ""}` };
}

/** Does one thing to each claim named, one after the other. */
function toEach<T extends Editable>(
  target: T,
  ids: readonly string[],
  step: (id: string) => Step,
  says: string,
): Planned<T> {
  const files: Texts = new Map(target.files);
  for (const id of ids) {
    const file = fileWith(files, "claims", id);
    if (file === undefined) return unknown(target, "claims", id, "claim");
    const edited = step(id)(files.get(file)!, file);
    if ("refused" in edited) return edited;
    files.set(file, edited.text);
  }
  return { changes: [{ target, files: changedOf(target, files) }], says };
}

const changedOf = (target: Editable, files: Texts): Texts =>
  new Map([...files].filter(([file, text]) => target.files.get(file) !== text));

export const setEach = <T extends Editable>(
  target: T,
  ids: readonly string[],
  field: string,
  value: Value,
  says: string,
): Planned<T> => toEach(target, ids, (id) => (text) => setField(text, "claims", id, field, value), says);

export function reject<T extends Editable>(target: T, ids: readonly string[], because: string | undefined): Planned<T> {
  const why = because === undefined ? "rejected" : `rejected: ${because}`;
  const says = `${plural(ids.length, "claim")} set aside as a comment; \`standoff claims restore\` brings it back.`;
  return toEach(target, ids, (id) => (text) => setAside(text, id, why), says);
}

export function bringBack<T extends Editable>(target: T, ids: readonly string[]): Planned<T> {
  const files: Texts = new Map(target.files);
  for (const id of ids) {
    const tries = [...files].map(([file, text]) => ({ file, edited: restore(text, id) }));
    const done = tries.find(({ edited }) => "text" in edited);
    if (!done || "refused" in done.edited) {
      const taken = tries.find(({ edited }) => "refused" in edited && edited.refused.includes("already"));
      return (taken ?? tries[0])!.edited as { refused: string };
    }
    files.set(done.file, done.edited.text);
  }
  return {
    changes: [{ target, files: changedOf(target, files) }],
    says: `${plural(ids.length, "claim")} brought back.`,
  };
}

export function merge<T extends Editable>(target: T, keep: string, gone: string): Planned<T> {
  for (const id of [keep, gone]) if (!claimsIn(target).includes(id)) return unknown(target, "claims", id, "claim");
  const merged = mergeClaims(target.files, keep, gone);
  if ("refused" in merged) return merged;
  return {
    changes: [{ target, files: merged.files }],
    says: `\`${gone}\` is \`${keep}\` now: its credence and words stand; \`${gone}\` stays as a comment.`,
  };
}

export type Accepting<T extends Editable> = {
  ids: readonly string[];
  credence: Value | undefined;
  says: string | undefined;
  into: T | undefined;
};

/** Gives drafts a credence, and moves them into a model where one is named. */
export function accept<T extends Editable>(target: T, { ids, credence, says, into }: Accepting<T>): Planned<T> {
  if (says !== undefined && ids.length > 1) return { refused: "--says is for one claim: accept them one by one" };
  let draft: Texts = new Map(target.files);
  let model: Texts = new Map(into?.files);
  const sources: string[] = [];
  for (const id of ids) {
    const file = fileWith(draft, "claims", id);
    if (file === undefined) return unknown(target, "claims", id, "claim");
    const ready = made(draft.get(file)!, id, credence, says);
    if ("refused" in ready) return ready;
    draft = new Map(draft).set(file, ready.text);
    if (!into) continue;
    const taken = takeClaim({ files: model, main: into.main, draft: ready.text, id, into: into.named });
    if ("refused" in taken) return taken;
    model = new Map([...model, ...taken.files]);
    draft.set(file, taken.draft);
    if (taken.source) sources.push(taken.source);
  }
  const changes = [
    ...(into ? [{ target: into, files: changedOf(into, model) }] : []),
    { target, files: changedOf(target, draft) },
  ];
  const with_ =
    sources.length > 0 ? `, with the ${sources.length === 1 ? "source" : "sources"} ${sources.join(", ")}` : "";
  return {
    changes,
    says: `${plural(ids.length, "claim")} accepted${into ? ` into ${into.named}${with_}` : ""}. Tie ${ids.length === 1 ? "it" : "them"} to the model with \`when\` or \`because\`.`,
  };
}

function made(text: string, id: string, credence: Value | undefined, says: string | undefined) {
  const has = (field: string, value?: string) => new RegExp(`\\b${field}:\\s*${value ?? ""}`).test(entryText(text, id));
  if (credence === undefined && !has("credence") && !has("stance", "question"))
    return {
      refused: `how far do you believe \`${id}\`? Give --credence, the probability that it is true: --credence 0.7`,
    };
  let edited: { text: string } | { refused: string } = { text };
  if (credence !== undefined) edited = setField(edited.text, "claims", id, "credence", credence);
  if ("text" in edited && says !== undefined) edited = setField(edited.text, "claims", id, "says", says);
  return edited;
}

function entryText(text: string, id: string): string {
  const range = entryOf(text, "claims", id)?.pair.value?.range;
  return range ? text.slice(range[0], range[1]) : "";
}

/** The grade of a source or of an origin, whichever has that name. */
export function grade<T extends Editable>(target: T, id: string, letter: string, words: string): Planned<T> {
  const files: Texts = new Map(target.files);
  for (const section of ["sources", "origins"]) {
    const file = fileWith(files, section, id);
    if (file === undefined) continue;
    const edited = setField(files.get(file)!, section, id, "grade", letter);
    if ("refused" in edited) return edited;
    files.set(file, edited.text);
    return { changes: [{ target, files: changedOf(target, files) }], says: `\`${id}\` is graded ${words}.` };
  }
  return unknown(target, "sources", id, "source or origin");
}

export type Sharing = { ids: readonly string[]; origin: string; otherwise: Value; reliable: Value | undefined };

/** Says that claims share an origin; makes the origin where it is new. */
export function share<T extends Editable>(target: T, { ids, origin, otherwise, reliable }: Sharing): Planned<T> {
  const files: Texts = new Map(target.files);
  const file = fileWith(files, "origins", origin);
  if (file === undefined && reliable === undefined)
    return {
      refused: `there is no origin \`${origin}\` yet: give --reliable, the probability that what it says is so`,
    };
  if (file === undefined) appendEntry(files, target.main, "origins", `${origin}:\n  reliable: ${reliable}`);
  else if (reliable !== undefined) {
    const edited = setField(files.get(file)!, "origins", origin, "reliable", reliable);
    if ("refused" in edited) return edited;
    files.set(file, edited.text);
  }
  for (const id of ids) {
    const at = fileWith(files, "claims", id);
    if (at === undefined) return unknown(target, "claims", id, "claim");
    let edited = setField(files.get(at)!, "claims", id, "origin", origin);
    if ("text" in edited) edited = setField(edited.text, "claims", id, "else", otherwise);
    if ("refused" in edited) return edited;
    files.set(at, edited.text);
  }
  const says = `${plural(ids.length, "claim")} of one origin: \`${origin}\` is reliable or not once a run, for all of them.`;
  return { changes: [{ target, files: changedOf(target, files) }], says };
}
