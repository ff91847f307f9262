// Joint draws of constants in place of what the model says of them (docs/fit.md): `draws: fitted.csv` in a scenario. In: the checker, a way
// to read the file. Out: the constants with one more, the row that a future takes; those in the file are picked by it. Bounds and
// rounding of the model still hold. What is wrong with the file is said; a model that has changed since says that its fit is old.

import type { Constant } from "../checked-model.ts";
import { type Draws, ROW_OF_DRAWS, ROW_STREAM, readDraws, writtenHash } from "../draws.ts";
import { type Expression, number } from "../expression.ts";
import { LIMITS } from "../limits.ts";
import { placeOfLocated } from "../names/elements.ts";
import { dataPath, type ReadFile } from "../names/load.ts";
import type { Checker } from "./checker.ts";

/** The file of draws of the scenario in play; undefined where there is none, or after it was said why it cannot be used. */
export function checkDraws(c: Checker, readFile: ReadFile): Draws | undefined {
  const located = c.loaded.draws;
  if (!located) return undefined;
  const at = placeOfLocated(located);
  const path = dataPath(c.loaded, located);
  const text = path === undefined ? undefined : readFile(path);
  const refuse = (says: string) => {
    c.problems.add("bad-draws", at, { path: located.value, says });
    return undefined;
  };
  if (text === undefined) return refuse("the file is not there, or cannot be read");
  const { draws, fault } = readDraws(text);
  if (!draws) return refuse(fault?.says ?? "");
  const rows = draws.columns[0]!.length;
  if (rows > LIMITS.draws.most) return refuse(`it has ${rows} rows; ${LIMITS.draws.most} are allowed`);
  if (rows * draws.ids.length > LIMITS.drawn.most)
    return refuse(`it has ${rows * draws.ids.length} numbers; ${LIMITS.drawn.most} are allowed`);
  const texts = new Map(c.loaded.files.map((file) => [file.name, file.text]));
  if (draws.model !== undefined && draws.model !== writtenHash(texts))
    c.problems.add("old-fit", { file: "--scenario", line: 1, column: 1, length: 1 }, { path: located.value });
  return draws;
}

/** The row of a future: 0 to one less than there are. */
const rowConstant = (c: Checker, rows: number): Constant => ({
  id: ROW_OF_DRAWS,
  label: "the row of the file of draws that a future takes",
  kind: "parameter",
  because: [],
  at: placeOfLocated(c.loaded.draws!),
  whole: false,
  value: {
    kind: "call",
    name: "floor",
    arguments: [
      { kind: "draw", distribution: "uniform", arguments: [number(0), number(rows)], stream: ROW_STREAM, place: 0 },
    ],
  },
  min: number(0),
  max: number(rows - 1),
});

/** The constants, those of the file picked by the row, and the row itself last. */
export function withDraws(c: Checker, written: readonly Constant[], draws: Draws | undefined): Constant[] {
  const columns = new Map(draws?.ids.map((id, k) => [id, draws.columns[k]!]));
  const place: Expression = { kind: "constant", slot: c.constantSlots.get(ROW_OF_DRAWS)! };
  const known = new Set(written.map((constant) => constant.id));
  for (const id of columns.keys()) {
    if (known.has(id)) continue;
    c.problems.add("unknown-target", placeOfLocated(c.loaded.draws!), { what: "number", name: id, among: known });
  }
  const picked = written.map((constant): Constant => {
    const values = columns.get(constant.id);
    return values ? { ...constant, value: { kind: "pick", place, values } } : constant;
  });
  return [...picked, rowConstant(c, draws?.columns[0]?.length ?? 1)];
}
