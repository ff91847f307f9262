// What `standoff stability` needs to know of a graph model, wherever it comes from; each kind of target has an opener.

import type { Stability } from "../../../../analysis/stability/analyse.ts";
import type { View } from "../../../../analysis/stability/build-model.ts";
import type { GraphModel } from "../../../../analysis/stability/graph-model.ts";
import type { OrdinalModel } from "../../../../analysis/stability/ordinal-model.ts";
import type { Io } from "../../io.ts";
import type { Answered } from "./answered.ts";
import type { StabilitySettings } from "./settings.ts";

export type OpenedGraph = {
  model: GraphModel;
  /** The games that actors believe in, by slot. */
  views: (View | undefined)[];
  /** What it was written as, if it was. */
  written?: OrdinalModel;
  /** How the answer tells one model from another. */
  hash: string;
  /** What this kind of target adds to the answer, about one state where one was named. */
  adds?: (stability: Stability, state: number | undefined) => Answered;
};

export type Opening = OpenedGraph | "failed" | undefined;

/** Undefined where the target is none of its kind; "failed" after saying why and setting the exit code. */
export type Opener = (named: string, settings: StabilitySettings, io: Io) => Opening | Promise<Opening>;
