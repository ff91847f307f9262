// What passes between the page and its model worker (a worker that reads models and asks them). Plain data both ways.
// The page never plays and never reads a model; the model worker never sees the page.

import type { CausalMap } from "../../../analysis/causal-map/causal-map.ts";
import type { Explained } from "../../../analysis/sensitivity/explain-answer.ts";
import type { Problem } from "../../../base/problem.ts";
import type { Answer } from "../../../ensemble/answers.ts";
import type { CheckedModel, Stance } from "../../../language/checked-model.ts";
import type { Change } from "../../../present/answers/what-changed.ts";
import type { Document } from "../../../present/document/document.ts";
import type { Chronicle } from "../../../present/futures/chronicle.ts";
import type { GameAsked, GameView, StateView } from "./game.ts";
import type { SeatMove, SeatView } from "./seat.ts";
import type { WatchAsked, WatchView } from "./watch.ts";

/** Levers moved: what `--scenario`, `--set` and `--hold` say on the command line. */
export type Moved = {
  scenarios: readonly string[];
  set: Readonly<Record<string, string>>;
  hold: Readonly<Record<string, string>>;
};

export const NOTHING_MOVED: Moved = { scenarios: [], set: {}, hold: {} };

export type Files = Readonly<Record<string, string>>;

export type AskRequest = { question: string; moved: Moved; seed: number; runs: number };

/** What differs from the model as it is, in the same luck. */
export type DifferenceRow = { name: string; difference: number; low: number; high: number };
export type DifferenceView =
  | { kind: "paired"; runs: number; unit: "points" | "amount"; rows: DifferenceRow[]; says: string }
  | { kind: "unpaired"; says: string };

export type AnswerView = {
  question: string;
  moved: Moved;
  /** Of the files as they were read. */
  revision: number;
  seed: number;
  runs: number;
  wanted: number;
  failed: number;
  sentence: string;
  confidence: string;
  /** Some runs failed: said beside the answer. */
  amber?: string | undefined;
  /** Too many failed: said instead of it. */
  refused?: string | undefined;
  answer?: Answer | undefined;
  /** The answer as it is, where something was moved. */
  before?: Answer | undefined;
  difference?: DifferenceView | undefined;
  changes: Change[];
  /** Nothing more comes. */
  settled: boolean;
  engine: string;
  seconds: number;
};

export type FuturesView = {
  runs: number;
  steps: number;
  /** options[(policy * steps + step) * runs + run] */
  options: Uint8Array;
  failed: Uint8Array;
  /** Runs chosen to be unlike each other, the most usual one first. */
  unlike: number[];
};

export type CompareCell = { text: string; difference?: DifferenceRow & { unit: "points" | "amount" } };
export type CompareView = {
  runs: number;
  columns: { name: string; changes: Change[]; problem?: string | undefined }[];
  rows: { name: string; cells: CompareCell[] }[];
};

/** What `standoff claims` does to a claim or its source; `credence` as it is written. */
export type ClaimEdit =
  | { does: "accept"; drafts: string; id: string; credence: string; says: string }
  | { does: "reword"; id: string; says: string }
  | { does: "believe"; id: string; credence: string }
  | { does: "reject"; id: string; because: string }
  | { does: "restore"; id: string }
  | { does: "merge"; keep: string; gone: string }
  | { does: "grade"; source: string; grade: string };

/** The files that an edit changes. */
export type Edited = { files: Files } | { refused: string };

/** A text that was taken in, with the hash that positions belong to. */
export type TextTaken = {
  name: string;
  text: string;
  sha256: string;
  title?: string | undefined;
  published?: string | undefined;
  drawnOut: boolean;
};

export type Draft = {
  id: string;
  /** In the words of the text. */
  says: string;
  start: number;
  end: number;
  line: number;
  stance: Stance;
  speaker: string;
  deniedBy: readonly string[];
  isGarbled: boolean;
  /** What it does not fit with: facts and claims of the model, other sentences, its own date. */
  doubts: readonly string[];
};

/** `yaml`: the same as a file of drafts; `boilerplate`: lines of the page set aside; `damaged`: lines to look up. */
export type Drafts = { yaml: string; claims: Draft[]; boilerplate: number; damaged: number[] };

export type Request =
  | {
      kind: "because";
      question: string;
      moved: Moved;
      seed: number;
      runs: number;
      policy?: string | undefined;
      date?: string | undefined;
      choice?: string | undefined;
    }
  | { kind: "futures"; moved: Moved; seed: number; runs: number }
  | { kind: "parquet"; moved: Moved; seed: number; runs: number }
  | { kind: "chronicle"; moved: Moved; seed: number; run: number }
  | { kind: "compare"; columns: { name: string; moved: Moved }[]; seed: number; runs: number; question: string }
  | { kind: "map" }
  | { kind: "seat"; moved: Moved; seed: number; run: number; actors: readonly string[]; moves: readonly SeatMove[] }
  | { kind: "check"; files: Files }
  | { kind: "edit"; files: Files; edit: ClaimEdit; named: string }
  | { kind: "draft"; taken: TextTaken }
  | {
      kind: "weigh";
      what: "matrix" | "effects" | "assumptions";
      question: string;
      moved: Moved;
      seed: number;
      runs: number;
    }
  | { kind: "game"; moved: Moved; game: GameAsked }
  | { kind: "state"; moved: Moved; game: GameAsked; state: number }
  | { kind: "watch"; moved: Moved; watch: WatchAsked };

/** Requests that play an ensemble: one after the other, as they share the tabs' executor, and never while an answer is played. */
export const PLAYED: readonly Request["kind"][] = ["because", "futures", "compare", "weigh", "parquet"];

/** Requests to the long lenses: they go to workers of their own, which can be ended. */
export type LongRequest = Extract<Request, { kind: "game" | "state" | "watch" }>;
export const LONG: readonly Request["kind"][] = ["game", "state", "watch"];

export type Told = { chronicle: Chronicle; document: Document };

export type Replies = {
  because: Explained;
  futures: FuturesView;
  /** The bytes of a file. */
  parquet: Uint8Array<ArrayBuffer>;
  chronicle: Told;
  compare: CompareView;
  map: CausalMap;
  seat: SeatView;
  edit: Edited;
  draft: Drafts;
  weigh: Document;
  check: { problems: Problem[]; title?: string | undefined };
  game: GameView;
  state: StateView;
  watch: WatchView;
};

/** What reading the files gave. */
export type Reading = { model?: CheckedModel | undefined; problems: Problem[] };

export type Opened = Reading & { revision: number };

export type ToModelWorker =
  | { kind: "open"; main: string; files: Files; revision: number; read?: Reading | undefined }
  | ({ kind: "ask"; id: number } & AskRequest)
  | { kind: "stop" }
  /** A later request of a channel takes the place of the one before. */
  | { kind: "request"; id: number; channel: string; request: Request };

export type FromModelWorker =
  | ({ kind: "opened" } & Opened)
  | { kind: "answer"; id: number; view: AnswerView }
  | { kind: "unasked"; id: number; problems: Problem[] }
  | { kind: "reply"; id: number; of: Request["kind"]; value: Replies[Request["kind"]] }
  | { kind: "progress"; id: number; done: number; of: number }
  | { kind: "failed"; id: number; says: string };
