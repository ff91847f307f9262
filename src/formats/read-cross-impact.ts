// ScenarioWizard's .scw: descriptors (`&`), their variants (`-`) and the cross-impact matrix, as a model in which each descriptor chooses the
// variant that the others' present variants promote most: the impact balance of Weimer-Jehle (2006). A consistent scenario of the matrix is a
// state that no descriptor would leave: `standoff stability` finds them under R, `standoff game` as pure equilibria.

import { figure, type Imported, MOST_CHARACTERS, namer, problemsOf, quoted, type Told } from "./foreign.ts";

type Descriptor = { name: string; line: number; variants: string[] };
type Row = { line: number; values: number[] };
type CrossImpact = { descriptors: Descriptor[]; matrix: number[][] };

const MOST_VARIANTS = 200;

function partsOf(text: string, told: Told): CrossImpact | undefined {
  const descriptors: Descriptor[] = [];
  const sections: Row[][] = [];
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line.startsWith("#")) sections.push([]);
    else if (sections.length === 0 && line.startsWith("&"))
      descriptors.push({ name: line.slice(1).trim(), line: at + 1, variants: [] });
    else if (sections.length === 0 && line.startsWith("-") && descriptors.length > 0)
      descriptors.at(-1)!.variants.push(line.slice(1).trim());
    else if (line.includes(",") && /^[-+\d\s,.;]+$/.test(line))
      sections.at(-1)?.push({ line: at + 1, values: line.split(",").map(Number) });
  }
  const size = descriptors.reduce((sum, d) => sum + d.variants.length, 0);
  if (size === 0 || size > MOST_VARIANTS) {
    told.wrong(
      1,
      size === 0
        ? "there are no descriptors (`& name`) with variants (`- name`) in it"
        : `${size} variants are more than ${MOST_VARIANTS}`,
    );
    return undefined;
  }
  for (const { name, line, variants } of descriptors)
    if (variants.length < 2)
      told.wrong(line, `the descriptor \`${name}\` has ${variants.length} variant: nothing to choose`);
  const fits = ({ values }: Row) => values.length === size && values.every(Number.isFinite);
  const fitting = (rows: readonly Row[]) => rows.filter(fits).length;
  // Other sections hold lists too: the matrix is the one with as many rows as columns, or else what is nearest to it
  const rows =
    sections.find((s) => fitting(s) >= size) ?? [...sections].sort((a, b) => fitting(b) - fitting(a))[0] ?? [];
  if (fitting(rows) < size)
    told.wrong(
      rows.find((row) => !fits(row))?.line ?? 1,
      `the matrix has ${fitting(rows)} rows of ${size} numbers, and should have ${size}`,
      "the file may be cut",
    );
  const matrix = rows.filter(fits).map(({ values }) => values);
  return told.list.length > 0 ? undefined : { descriptors, matrix: matrix.slice(0, size) };
}

/** Reads a cross-impact matrix of ScenarioWizard. */
export function readCrossImpact(text: string, file: string): Imported {
  const told = problemsOf(file);
  if (text.length > MOST_CHARACTERS) told.wrong(1, `it has more than ${MOST_CHARACTERS} characters`);
  const read = told.list.length > 0 ? undefined : partsOf(text, told);
  if (!read) return { problems: told.list, taken: 0 };
  const { descriptors, matrix } = read;
  const idOf = namer();
  const parts = descriptors.map((d) => {
    const own = namer();
    return { ...d, id: idOf(d.name), options: d.variants.map((v) => own(v)) };
  });
  const first = parts.map((_, i) => parts.slice(0, i).reduce((sum, d) => sum + d.options.length, 0));
  const balance = (to: number, k: number) => {
    const sum = parts.flatMap((from, j) =>
      from.options.flatMap((option, l) => {
        const impact = matrix[first[j]! + l]![first[to]! + k]!;
        return j === to || impact === 0 ? [] : [`${figure(impact)} * (${from.id}.state is ${option})`];
      }),
    );
    return sum.length === 0 ? "0" : sum.join(" + ").replaceAll("+ -", "- ");
  };
  const lines = [
    `# Imported from ${file}: a cross-impact matrix (Weimer-Jehle 2006). Each descriptor takes the variant that the others promote most.`,
    "# Consistent scenarios: standoff stability, under R. A step is a turn of the matrix, not a time.",
    `standoff: ${quoted(file.replace(/^.*[\\/]|\.\w+$/g, ""))}`,
    "clock: { start: 2000-01-01, step: day, steps: 20 }",
    "actors:",
    ...parts.map((d) => `  ${d.id}: { name: ${quoted(d.name)}, foresight: 0, precision: 20 }`),
    "policies:",
    ...parts.flatMap((d) => [
      `  ${d.id}.state:`,
      "    options:",
      ...d.options.map((o, k) => `      ${o}: ${quoted(d.variants[k]!)}`),
      `    start: ${d.options[0]}`,
    ]),
    "values:",
    ...parts.flatMap((d, i) => [
      `  ${d.id}:`,
      ...d.options.flatMap((o, k) => [
        `    ${o}:`,
        "      weight: 1",
        `      is: (${d.id}.state is ${o}) * (${balance(i, k)})`,
      ]),
    ]),
    "questions:",
    ...parts
      .slice(0, 6)
      .flatMap((d) => [
        `  ask_${d.id}:`,
        `    ask: ${quoted(`Where does ${d.name} settle?`)}`,
        `    about: ${d.id}.state`,
      ]),
  ];
  return { yaml: `${lines.join("\n")}\n`, problems: told.list, taken: parts.length };
}
