// Edits of the model's text that buttons make: a claim added, the moved levers written down as a scenario. In: files. Out: one file with
// its new text and the line to look at. The text is only ever added to, at the end of a section; nothing that a person wrote is moved.

import type { CheckedModel } from "../../../../language/checked-model.ts";
import type { Files, Moved } from "../../worker/protocol.ts";

export type Written = { file: string; text: string; line: number; id: string };

const SAFE = /^[A-Za-z0-9_.+-][A-Za-z0-9_.+ -]*$/;
const scalar = (text: string) => (SAFE.test(text) ? text : JSON.stringify(text));

/** Appends lines to a top-level section, which is made where no file has it. */
function appended(files: Files, section: string, body: readonly string[]): Omit<Written, "id"> | undefined {
  const yaml = Object.keys(files).filter((name) => /\.ya?ml$/.test(name));
  const head = new RegExp(`^${section}:\\s*(#.*)?$`);
  const file =
    yaml.find((name) => files[name]!.split("\n").some((line) => head.test(line))) ??
    yaml.find((name) => /^standoff:/m.test(files[name]!));
  if (file === undefined) return undefined;
  const lines = files[file]!.split("\n");
  const start = lines.findIndex((line) => head.test(line));
  if (start < 0) {
    const end = files[file]!.replace(/\n*$/, "\n");
    return { file, text: `${end}\n${section}:\n${body.join("\n")}\n`, line: end.split("\n").length + 2 };
  }
  let last = start;
  for (let i = start + 1; i < lines.length && !/^\S/.test(lines[i]!); i++) if (lines[i]!.trim() !== "") last = i;
  lines.splice(last + 1, 0, ...body);
  return { file, text: lines.join("\n"), line: last + 2 };
}

function freshId(files: Files, stem: string): string {
  const all = Object.values(files).join("\n");
  for (let n = 1; ; n++) {
    const id = n === 1 ? stem : `${stem}_${n}`;
    if (!new RegExp(`\\b${id}\\b`).test(all)) return id;
  }
}

/** A text that no source of the model is yet: known by its hash. */
export function addSource(files: Files, about: { id: string; title: string; sha256: string }): Written | undefined {
  const id = freshId(files, about.id);
  const body = [`  ${id}:`, `    title: ${JSON.stringify(about.title)}`, `    sha256: ${JSON.stringify(about.sha256)}`];
  const written = appended(files, "sources", body);
  return written && { ...written, id };
}

export function addClaim(files: Files, about: { source: string; start: number; end: number }): Written | undefined {
  const id = freshId(files, "new_claim");
  const body = [
    `  ${id}:`,
    "    says: what these words claim, in your own words",
    `    source: ${about.source}`,
    `    at: { start: ${about.start}, end: ${about.end} }`,
    "    stance: asserted",
    "    credence: 0.5",
  ];
  const written = appended(files, "claims", body);
  return written && { ...written, id };
}

function sectionsOf(model: CheckedModel, set: Moved["set"]): Record<string, string[]> {
  const out: Record<string, string[]> = {};
  const add = (section: string, ...lines: string[]) => {
    out[section] = [...(out[section] ?? []), ...lines];
  };
  const actors = new Map<string, { own: string[]; believes: string[] }>();
  for (const [id, value] of Object.entries(set)) {
    const [first = "", word = "", ...rest] = id.split(".");
    const entry = `      ${id}: ${scalar(value)}`;
    if (model.actors.some((a) => a.id === first) && /^(foresight|precision|discount|level|believes)$/.test(word)) {
      const of = actors.get(first) ?? { own: [], believes: [] };
      actors.set(first, of);
      if (word === "believes") of.believes.push(`          ${rest.join(".")}: ${scalar(value)}`);
      else of.own.push(`        ${word}: ${scalar(value)}`);
    } else if (model.claims.some((c) => c.id === id)) add("credence", entry);
    else if (model.terms.some((t) => t.id === id)) add("values", entry);
    else if (model.constants.some((c) => c.id === id && c.kind === "parameter")) add("parameters", entry);
    else add("start", entry);
  }
  for (const [id, { own, believes }] of actors) {
    add("actors", `      ${id}:`, ...own, ...(believes.length > 0 ? ["        believes:", ...believes] : []));
  }
  return out;
}

/** The moved levers as a scenario of the model. Scenarios laid under them stay a matter of the page. */
export function addScenario(files: Files, model: CheckedModel, moved: Moved, label: string): Written | undefined {
  const id = freshId(files, "my_scenario");
  const body = [`  ${id}:`, `    label: ${JSON.stringify(label)}`];
  for (const [section, lines] of Object.entries(sectionsOf(model, moved.set))) body.push(`    ${section}:`, ...lines);
  if (Object.keys(moved.hold).length > 0) body.push("    hold:");
  for (const [policy, value] of Object.entries(moved.hold)) {
    const [option = "", span] = value.split("@");
    const [from, until] = span?.split("..") ?? [];
    body.push(`      ${policy}:`, `        option: ${option}`);
    if (from) body.push(`        from: ${from}`);
    if (until) body.push(`        until: ${until}`);
  }
  const written = appended(files, "scenarios", body);
  return written && { ...written, id };
}
