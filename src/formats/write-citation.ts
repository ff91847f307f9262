// How to cite a model: by its title, its hash of meaning and the version of the tool, as BibTeX and as CITATION.cff 1.2.0. The hash is of what
// the model means: another formula gives another hash, another label does not. In: a checked model, version, date. Out: text.

import type { CheckedModel } from "../language/checked-model.ts";

export type Cited = { version: string; date?: string | undefined; author?: string | undefined };

const braces = (text: string) => text.replace(/[{}\\\n\r]/g, " ");

export function toBibtex(model: CheckedModel, { version, date, author }: Cited): string {
  const key = `standoff_${model.hash.slice(0, 12)}`;
  const fields = [
    ["title", `{${braces(model.title)}}`],
    ["howpublished", "Standoff model"],
    ["version", model.hash.slice(0, 12)],
    ["note", `Model hash (sha256 of its meaning) ${model.hash}; played by Standoff ${version}`],
    ...(author === undefined ? [] : [["author", braces(author)]]),
    ...(date === undefined ? [] : [["year", date.slice(0, 4)]]),
  ];
  return `@misc{${key},\n${fields.map(([name, value]) => `  ${name} = {${value}},`).join("\n")}\n}\n`;
}

export function toCff(model: CheckedModel, { version, date, author }: Cited): string {
  const sources = model.sources.map((s) => [
    "  - type: generic",
    `    title: ${JSON.stringify(s.title)}`,
    `    authors: [{ name: ${JSON.stringify(s.author ?? "unknown")} }]`,
  ]);
  const lines = [
    "cff-version: 1.2.0",
    "message: If you use this model, cite it by its hash.",
    "type: dataset",
    `title: ${JSON.stringify(model.title)}`,
    `authors: [{ name: ${JSON.stringify(author ?? "the authors of the model")} }]`,
    `version: ${JSON.stringify(model.hash.slice(0, 12))}`,
    ...(date === undefined ? [] : [`date-released: ${date}`]),
    "identifiers:",
    `  - { type: other, value: "sha256:${model.hash}", description: hash of what the model means }`,
    `abstract: ${JSON.stringify(`A Standoff model, played by version ${version}.`)}`,
    ...(sources.length === 0 ? [] : ["references:", ...sources.flat()]),
  ];
  return `${lines.join("\n")}\n`;
}
