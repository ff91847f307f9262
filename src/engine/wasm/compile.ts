// Checked model → Wasm binary. In: a model and what is to be recorded. Out: the bytes and the memory layout, or why this model is
// not compiled (the interpreter plays it then).

import type { CheckedModel } from "../../language/checked-model.ts";
import { seesOtherwise } from "../../language/decides.ts";
import type { Recording } from "../interpreter/engine.ts";
import { keptOf } from "../interpreter/states.ts";
import { sharedParts } from "./common-subexpressions.ts";
import { F64, OP, SIMD, simd, u32, V128 } from "./encode/encode.ts";
import { FunctionBuilder } from "./encode/function.ts";
import { type FunctionNote, WasmModule } from "./encode/module.ts";
import { type Lead, leadsOf } from "./lanes.ts";
import { deciding } from "./lower/ahead.ts";
import { type Build, findLiterals, findRanges } from "./lower/build.ts";
import { playFunction } from "./lower/play.ts";
import { addRuntime } from "./lower/runtime.ts";
import { partsIn } from "./lower/step.ts";
import { type Layout, layOut } from "./memory.ts";
import { dependenciesOf } from "./slices.ts";

export type Compiled = {
  bytes: Uint8Array<ArrayBuffer>;
  layout: Layout;
  pages: number;
  codeSize: number;
  functions: FunctionNote[];
  /** Constants that are known before any run and stand in no memory, by group and slot. */
  literals: (number | undefined)[][];
  /** The foresights by which runs are put abreast. */
  leads: Lead[];
};
export type NotCompiled = { refused: string };

const MOST_BYTES = 512 * 1024 * 1024;
const MOST_PARTS = 60_000;
const MOST_OPTIONS = 200;
const LONGEST_FORESIGHT = 600;

/** Actors with beliefs see with constants of their own; the rest share the true ones. */
function groupsOf(model: CheckedModel): { groups: number[]; groupCount: number } {
  let next = 1;
  const groups = model.actors.map((actor) => (seesOtherwise(actor) ? next++ : 0));
  return { groups, groupCount: next };
}

function whyNot(model: CheckedModel): string | undefined {
  const formulas = [
    ...model.stocks.map((s) => s.next),
    ...model.derived.map((d) => d.is),
    ...model.terms.map((t) => t.is),
  ];
  const parts = formulas.reduce((n, e) => n + partsIn(e), 0);
  if (parts > MOST_PARTS) return `its formulas have ${parts} parts, and the kernel takes ${MOST_PARTS}`;
  if (model.policies.some((p) => p.options.length > MOST_OPTIONS))
    return "a policy has more options than the kernel takes";
  return undefined;
}

/** A call of an imported f64 function for each of the runs. */
function addRare(module: WasmModule, imported: number): number {
  const f = new FunctionBuilder([V128, V128, V128]);
  const lane = (argument: number, half: number, i: number) => [
    OP.localGet,
    ...u32(2 * argument + half),
    ...simd(SIMD.f64x2Extract),
    i,
  ];
  for (const half of [0, 1]) {
    for (const i of [0, 1]) {
      f.code(lane(0, half, i), lane(1, half, i), lane(2, half, i), [OP.call, ...u32(imported)]);
      if (i === 0) f.code(simd(SIMD.f64x2Splat));
      else f.code(simd(SIMD.f64x2Replace), [1]);
    }
  }
  return module.add(f.build([V128]), "a rare distribution, run by run");
}

export function compile(model: CheckedModel, recording: Recording): Compiled | NotCompiled {
  const refused = whyNot(model);
  if (refused !== undefined) return { refused };
  const { groups, groupCount } = groupsOf(model);
  const literals = findLiterals(model, groups, groupCount);
  const horizons = model.actors.map((actor, i) => literals[groups[i]!]![actor.foresight] ?? LONGEST_FORESIGHT);
  const farthest = Math.max(0, ...horizons);
  const dependencies = dependenciesOf(model);
  const shared = Array.from({ length: groupCount }, (_, group) =>
    sharedParts(
      model,
      dependencies,
      deciding(model, groups, group).flatMap(({ actor, policies }) =>
        policies.map((policy) => ({ policy, terms: actor.terms })),
      ),
    ),
  );
  const most = Math.max(...shared.map(({ count }) => count));
  const layout = layOut({ model, recording, groups: groupCount, farthest, shared: most });
  if (layout.bytes > MOST_BYTES) return { refused: `it needs ${Math.round(layout.bytes / 2 ** 20)} MB of memory` };
  const module = new WasmModule();
  const signature = { takes: [F64, F64, F64], gives: [F64] };
  const imports = { beta: module.import("beta", signature), poisson: module.import("poisson", signature) };
  const runtime = addRuntime(module);
  const rare = { beta: addRare(module, imports.beta), poisson: addRare(module, imports.poisson) };
  const build: Build = {
    model,
    recording,
    layout,
    dependencies,
    module,
    runtime,
    rare,
    groups,
    groupCount,
    literals,
    ranges: findRanges(model, literals),
    farthest,
    slices: new Map(),
    shared,
    kept: keptOf(model),
  };
  playFunction(build);
  const pages = Math.ceil(layout.bytes / 65536);
  const leads = leadsOf(model, groups, literals, dependencies);
  return {
    bytes: module.bytes(pages),
    layout,
    pages,
    codeSize: module.codeSize,
    functions: module.notes,
    literals,
    leads,
  };
}
