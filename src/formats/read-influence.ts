// Influence maps as models: a matrix in CSV (Mental Modeler's export: names across and down, weights from -1 to 1), and Loopy's JSON.
// Each concept is a variable between 0 and 1 that leans on the others a step ago, x' = logistic(x + sum of weight times x): Kosko's fuzzy
// cognitive map (1986), by the rule that Mental Modeler plays. A map says signs and strengths, not units or times: a step is no month.

import { figure, type Imported, MOST_CHARACTERS, namer, problemsOf, quoted, type Told } from "./foreign.ts";

type Link = { from: number; to: number; weight: number };
type InfluenceMap = { names: string[]; links: Link[] };

const MOST_CONCEPTS = 200;

function cellsOf(line: string): string[] {
  const cells = [""];
  let isQuoted = false;
  for (const c of line) {
    if (c === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (c === "," || c === ";" || c === "\t")) cells.push("");
    else cells[cells.length - 1] += c;
  }
  return cells.map((cell) => cell.trim());
}

function mapOfMatrix(text: string, told: Told): InfluenceMap | undefined {
  const rows = text
    .split(/\r?\n/)
    .map(cellsOf)
    .slice(0, MOST_CONCEPTS + 2);
  const names = (rows[0] ?? []).slice(1);
  if (names.length < 2 || names.some((name) => name === "" || Number.isFinite(Number(name)))) {
    told.wrong(1, "its first line is not a row of names", "the first line and the first column name the concepts");
    return undefined;
  }
  const links: Link[] = [];
  for (const [at, [name = "", ...weights]] of rows.entries()) {
    if (at === 0 || name === "") continue;
    const from = names.indexOf(name);
    if (from < 0) told.left(at + 1, `the row of \`${name}\` was not taken: no column has this name`);
    else
      for (const [to, cell] of weights.slice(0, names.length).entries()) {
        if (cell === "") continue;
        const weight = Number(cell);
        if (!Number.isFinite(weight)) told.left(at + 1, `\`${cell}\` was not taken: it is no number`);
        else if (weight !== 0) links.push({ from, to, weight });
      }
  }
  return { names, links };
}

const isList = (value: unknown): value is unknown[] => Array.isArray(value);

/** Loopy saves `[nodes, edges, labels, id]`: a node `[id, x, y, start, name, hue]`, an edge `[from, to, arc, strength, ...]`. */
function mapOfLoopy(text: string, told: Told): InfluenceMap | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    told.wrong(1, "it is not JSON");
    return undefined;
  }
  const [nodes, edges] = isList(data) ? data : [];
  if (!isList(nodes) || !isList(edges) || nodes.length === 0 || !nodes.every(isList)) {
    told.wrong(1, "it is not what Loopy saves: a list of nodes and one of edges");
    return undefined;
  }
  const names = nodes.map((node, i) => {
    try {
      return decodeURIComponent(String(node[4] ?? `node ${i + 1}`));
    } catch {
      return String(node[4]);
    }
  });
  const place = new Map(nodes.map((node, i) => [node[0], i]));
  const links = edges.flatMap((edge): Link[] => {
    const [from, to, , strength] = isList(edge) ? edge : [];
    const [a, b, weight] = [place.get(from), place.get(to), Number(strength)];
    if (a !== undefined && b !== undefined && Number.isFinite(weight)) return [{ from: a, to: b, weight }];
    told.left(1, `the edge ${JSON.stringify(edge)?.slice(0, 40)} was not taken: it joins no two nodes`);
    return [];
  });
  return { names, links };
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

/** Reads an influence map: a matrix in CSV, or Loopy's JSON. */
export function readInfluence(text: string, file: string): Imported {
  const told = problemsOf(file);
  if (text.length > MOST_CHARACTERS) told.wrong(1, `it has more than ${MOST_CHARACTERS} characters`);
  const map =
    told.list.length > 0 ? undefined : /^\s*[[{]/.test(text) ? mapOfLoopy(text, told) : mapOfMatrix(text, told);
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
