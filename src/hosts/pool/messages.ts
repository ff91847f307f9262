// What passes between the pool and its workers. A model and a recording are sent once and then named by number.

import type { Block, Recording, Segment, SegmentRequest } from "../../engine/interpreter/engine.ts";
import type { Setting } from "../../engine/interpreter/settings.ts";
import type { Counted, Counting } from "../../ensemble/counting.ts";
import type { CheckedModel, Hold } from "../../language/checked-model.ts";

export type ToWorker =
  | { kind: "segment"; ticket: number; engine: number; request: SegmentRequest }
  | { kind: "engine"; engine: number; model: CheckedModel; recording: Recording }
  | { kind: "forget"; engine: number }
  | {
      kind: "block";
      ticket: number;
      engine: number;
      seed: number;
      first: number;
      count: number;
      holds: readonly Hold[];
      set?: readonly Setting[] | undefined;
      /** Given, what they count comes back, and not the block. */
      countings?: readonly Counting[] | undefined;
    };

export type FromWorker = { ticket: number } & (
  | { block: Block }
  | { counted: Counted }
  | { segment: Segment }
  | { broke: string }
);
