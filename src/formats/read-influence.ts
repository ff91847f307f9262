// Influence maps as models: Mental Modeler's project (.mmp, XML or JSON), a matrix in CSV (its export: names across and down, weights from -1
// to 1), and what Loopy saves or puts into its link.
// Each concept is a variable between 0 and 1 that leans on the others a step ago, x' = logistic(x + sum of weight times x): Kosko's fuzzy
// cognitive map (1986), by the rule that Mental Modeler plays. A map says signs and strengths, not units or times: a step is no month.

import { type CsvCell, csvCells } from "../base/csv.ts";
import { figure, type Imported, MOST_CHARACTERS, namer, problemsOf, quoted, type Told } from "./foreign.ts";
import type { InfluenceMap, Link } from "./influence-map.ts";
import { mapOfLoopy } from "./read-loopy.ts";
import { mapOfConcepts, mapOfMmp } from "./read-mental-modeler.ts";

const MOST_CONCEPTS = 200;

type Weights = { names: readonly string[]; told: Told; links: Link[] };

/** The weights of one row: from the concept that it names to each concept of the head. */
function takeRow([first, ...cells]: readonly CsvCell[], { names, told, links }: Weights): void {
  const { text: name, line } = first!;
  if (name === "") return;
  const from = names.indexOf(name);
  if (from < 0) {
    told.left(line, `the row of \`${name}\` was not taken: no column has this name`);
    return;
  }
  for (const [to, cell] of cells.slice(0, names.length).entries()) {
    const weight = Number(cell.text);
    if (!Number.isFinite(weight)) told.left(cell.line, `\`${cell.text}\` was not taken: it is no number`);
    else if (weight !== 0) links.push({ from, to, weight });
  }
}

function mapOfMatrix(text: string, told: Told): InfluenceMap | undefined {
  const [head = [], ...rows] = csvCells(text, { separators: ",;\t" });
  const open = [head, ...rows].flat().find((cell) => cell.open);
  if (open) {
    told.wrong(open.line, "a quote is never closed", 'end it with `"`; `""` is one in a cell');
    return undefined;
  }
  const names = head.slice(1).map((cell) => cell.text);
  if (names.length < 2 || names.some((name) => name === "" || Number.isFinite(Number(name)))) {
    const mend = "the first line and the first column name the concepts";
    told.wrong(head[0]?.line ?? 1, "its first line is not a row of names", mend);
    return undefined;
  }
  const links: Link[] = [];
  for (const row of rows.slice(0, MOST_CONCEPTS + 1)) takeRow(row, { names, told, links });
  return { names, links };
}

const isList = (value: unknown): value is unknown[] => Array.isArray(value);

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const listIn = (value: unknown, name: string): Record<string, unknown>[] => {
  const list = isMap(value) ? value[name] : undefined;
  return isList(list) ? list.filter(isMap) : [];
};

function mapOfJson(text: string, told: Told): InfluenceMap | undefined {
  let data: unknown;
  const plain = text.replace(/^.*?data=/s, "").trim();
  try {
    data = JSON.parse(/%5B|%22/i.test(plain) ? decodeURIComponent(plain) : plain);
  } catch {
    told.wrong(1, "it is not JSON");
    return undefined;
  }
  const [nodes, edges] = isList(data) ? data : [];
  if (isList(nodes) && isList(edges) && nodes.length > 0 && nodes.every(isList)) return mapOfLoopy(nodes, edges, told);
  const concepts = listIn(data, "concepts").map((concept) => ({
    id: String(concept.id),
    name: String(concept.name ?? concept.id),
    line: 1,
    relations: listIn(concept, "relationships").map((r) => ({
      to: String(r.id),
      influence: String(r.influence ?? ""),
      line: 1,
    })),
  }));
  if (concepts.length > 0) return mapOfConcepts(concepts, told);
  told.wrong(1, "it is neither what Loopy saves (a list of nodes and one of edges) nor Mental Modeler's `concepts`");
  return undefined;
}

function yamlOf({ names, links }: InfluenceMap, file: string): string {
  const idOf = namer();
  const ids = names.map((name, i) => idOf(`${name || `concept ${i + 1}`}`));
  const weightOf = ({ from, to }: Link) => `w_${ids[from]}_${ids[to]}`.slice(0, 120);
  const lines = [
    `# Imported from ${file}: a map of influences as a fuzzy cognitive map (Kosko 1986). A step is a turn of the map, not a time.`,
    `# Weights are what the map says; make those that are guesses into ranges: 0.3 to 0.7.`,
    `standoff: ${quoted(file.replace(/^.*[\\/]|\.\w+$/g, ""))}`,
    "clock: { start: 2000-01-01, step: day, steps: 31 }",
    "parameters:",
    ...links.map((link) => `  ${weightOf(link)}: ${figure(link.weight)}`),
    "variables:",
    ...ids.flatMap((id, i) => {
      const sum = links.filter(({ to }) => to === i).map((link) => `${weightOf(link)} * ${ids[link.from]}`);
      return [
        `  ${id}:`,
        `    label: ${quoted(names[i]!)}`,
        "    start: 0.5",
        sum.length === 0 ? `    next: ${id}` : `    next: logistic(${[id, ...sum].join(" + ")})`,
      ];
    }),
    "questions:",
    ...ids
      .slice(0, 6)
      .flatMap((id, i) => [`  ask_${id}:`, `    ask: ${quoted(`Where does ${names[i]} settle?`)}`, `    about: ${id}`]),
  ];
  return `${lines.filter((line, i) => line !== "parameters:" || links.length > 0 || i === 0).join("\n")}\n`;
}

function mapOf(text: string, told: Told): InfluenceMap | undefined {
  if (/^\s*</.test(text)) return mapOfMmp(text, told);
  return /^\s*(?:[[{]|%5B|https?:\S*data=)/i.test(text) ? mapOfJson(text, told) : mapOfMatrix(text, told);
}

/** Reads an influence map of Mental Modeler or Loopy. */
export function readInfluence(text: string, file: string): Imported {
  const told = problemsOf(file);
  if (text.length > MOST_CHARACTERS) told.wrong(1, `it has more than ${MOST_CHARACTERS} characters`);
  const map = told.list.length > 0 ? undefined : mapOf(text, told);
  if (!map) return { problems: told.list, taken: 0 };
  if (map.names.length > MOST_CONCEPTS) {
    told.wrong(1, `${map.names.length} concepts are more than ${MOST_CONCEPTS}`);
    return { problems: told.list, taken: 0 };
  }
  const once = new Map<string, Link>();
  for (const link of map.links) {
    const key = `${link.from} ${link.to}`;
    const before = once.get(key);
    once.set(key, before ? { ...link, weight: before.weight + link.weight } : link);
  }
  const links = [...once.values()];
  return {
    yaml: yamlOf({ names: map.names, links }, file),
    problems: told.list,
    taken: map.names.length + links.length,
  };
}
