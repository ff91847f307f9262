// What the reader hands to every lens: one model, all names resolved to slots, all families unrolled. Plain data.
// Places (`at`) point into the files as written; the hash covers what the model means and leaves places out.

import type { Clock } from "../base/dates.ts";
import type { Place } from "../base/problem.ts";
import type { Expression } from "./expression.ts";

/** What every named element carries. */
export type Described = {
  id: string;
  label?: string | undefined;
  unit?: string | undefined;
  note?: string | undefined;
  because: string[];
  at: Place;
};

export type ConstantKind =
  | "origin"
  | "claim"
  | "parameter"
  | "weight"
  | "foresight"
  | "precision"
  | "discount"
  | "switching"
  | "start"
  | "first"
  | "taste"
  | "half_life";

/** Drawn once a run, in the order of `CheckedModel.constants`: each may read those before it. */
export type Constant = Described & {
  kind: ConstantKind;
  value: Expression;
  min?: Expression | undefined;
  max?: Expression | undefined;
  /** Rounded to whole steps (foresight). */
  whole: boolean;
  /** Its value reads the state: it is worked out at each step instead of once a run, and nothing else may read it. */
  follows?: boolean | undefined;
  /** The Admiralty grade of an origin. */
  grade?: string | undefined;
};

export type Stock = Described & {
  start: Expression;
  next: Expression;
  min?: Expression | undefined;
  max?: Expression | undefined;
  /** Made for a lag, `delay` or `smooth`; not recorded unless asked for. */
  hidden: boolean;
};

export type Derived = Described & { is: Expression };

export type Option = { id: string; label: string; only?: Expression | undefined; once: boolean; at: Place };

/** An option held from one step (inclusive) until another (exclusive); with `while`, only where that condition is true (`CheckedModel.conditions`). */
export type Hold = { policy: number; option: number; from: number; until: number; while?: number | undefined };

/** What calls a review beside the regular ones: events of the step before, and a condition in the step in which it turns true. */
export type Calls = { on: number[]; when?: Expression | undefined };

/** A leaning for reasons outside the model: a standard normal for each option, times `sd`. Slots of constants. */
export type Taste = {
  sd: number;
  /** In steps; undefined: it is drawn once a run and stays. */
  halfLife?: number | undefined;
  stream: number;
};

export type Policy = Described & {
  owner: number;
  options: Option[];
  /** The option in place at the start; where it is drawn, the likeliest one. */
  start: number;
  /** Slot of the constant with the number of the first option, where it is drawn. */
  startBy?: number | undefined;
  /** Steps between regular reviews; 0 for none. A policy that nothing calls either is scripted (`decides`). */
  review: number;
  /** Slot of the constant with the step of the first regular review; undefined: step 0. */
  first?: number | undefined;
  calls?: Calls | undefined;
  taste?: Taste | undefined;
  /** Slot of the constant with the cost of changing course. */
  switching: number;
  /** The same by the option that is entered, where the options differ. */
  entering?: number[] | undefined;
  stream: number;
};

/** A named term of an actor's utility a step. */
export type Term = Described & { name: string; actor: number; weight: number; is: Expression };

/** What an actor takes to be true: in its own projections this takes the place of the constant's value. */
export type Belief = {
  constant: number;
  value: Expression;
  /** Its value reads the state: it is worked out at each step. */
  follows?: boolean | undefined;
};

/** What an actor takes a stock to be at the start of its projections. */
export type StockBelief = { stock: number; value: Expression };

export type Actor = Described & {
  name: string;
  cow?: number | undefined;
  foresight: number;
  precision: number;
  discount: number;
  level: 1 | 2;
  beliefs: Belief[];
  stockBeliefs?: StockBelief[] | undefined;
  /** Indices into `terms`, in the order written. */
  terms: number[];
};

export type Effect = { stock: number; value: Expression };

export type Outcome = { id: string; label: string; chance?: Expression | undefined; effects: Effect[] };

export type Event = Described & {
  /** The step of a scheduled event. */
  scheduled?: number | undefined;
  chance?: Expression | undefined;
  repeats: boolean;
  outcomes: Outcome[];
  stream: number;
};

export type Better = "higher" | "lower";

export type Question = Described & { ask: string } & (
    | { kind: "options"; policy: number; step: number }
    | { kind: "event"; when: Expression; by: number }
    | { kind: "quantity"; of: Expression; written: string; step: number }
    | {
        kind: "comparison";
        policy: number;
        baseline: number;
        measure: Expression;
        written: string;
        /** Which end of the measure is the better one; undefined: neither is said to be. */
        better?: Better | undefined;
        /** Undefined: the mean over the whole clock. */
        step?: number | undefined;
      }
  );

export type Stance = "asserted" | "reported" | "denied" | "opinion" | "forecast" | "question";

/** What a reader needs of a claim beside its constant (same id): the words, and where they come from. */
export type ClaimSource = {
  id: string;
  /** Slot of its constant; undefined for a question, which has no truth. */
  constant?: number | undefined;
  says: string;
  source?: string | undefined;
  range?: { start: number; end: number } | undefined;
  stance: Stance;
  speaker: string;
  deniedBy: string[];
  origin?: string | undefined;
  note?: string | undefined;
  at: Place;
};

export type Source = {
  id: string;
  title: string;
  author?: string | undefined;
  publisher?: string | undefined;
  published?: string | undefined;
  url?: string | undefined;
  file?: string | undefined;
  sha256?: string | undefined;
  grade?: string | undefined;
  note?: string | undefined;
  at: Place;
};

export type ObservedAs =
  | "normal"
  | "lognormal"
  | "poisson"
  | "negative_binomial"
  | "binomial"
  | "chance"
  | "option"
  | "event"
  | "unused";

/** How a name in the record relates to the model (docs/watch.md). */
export type Observed = Described & {
  as: ObservedAs;
  /** Of an option or event: what it is of. */
  policy?: number | undefined;
  event?: number | undefined;
  /** What is expected of a quantity or count. */
  of: Expression;
  sd?: Expression | undefined;
  size?: Expression | undefined;
  trials?: Expression | undefined;
  /** The standard deviation of the shifts of sources. */
  house?: number | undefined;
};

export type Bounds = { atLeast?: number | undefined; atMost?: number | undefined };

/** What the model must do: a number a step → a number a run → one figure, in a wanted range. */
export type Behaviour = Described &
  Bounds & {
    says: string;
    of: Expression;
    written: string;
    from?: string | undefined;
    until?: string | undefined;
    over: "first" | "last" | "mean" | "sum" | "least" | "most";
    /** A percentile, or the mean. */
    across: "mean" | number;
    runsWith?: Bounds | undefined;
    scenario: string[];
  };

export type ScenarioInfo = { id: string; label: string; lens: boolean; note?: string | undefined; at: Place };

export type CheckedModel = {
  title: string;
  /** SHA-256 of what the model means (no places, no notes). */
  hash: string;
  clock: Clock;
  sources: Source[];
  claims: ClaimSource[];
  actors: Actor[];
  sets: { id: string; members: string[] }[];
  constants: Constant[];
  stocks: Stock[];
  /** In dependency order. Cell slots: stocks first, then these. */
  derived: Derived[];
  /** Cells in the order in which their starting values are found: stocks by `start`, derived by `is`. */
  startOrder: number[];
  policies: Policy[];
  holds: Hold[];
  /** What holds may depend on. */
  conditions?: Expression[] | undefined;
  terms: Term[];
  events: Event[];
  questions: Question[];
  scenarios: ScenarioInfo[];
  /** Ids of the scenarios and levers that are applied already. */
  applied: string[];
  history?: string | undefined;
  /** The scenario under which the record is watched. */
  historyScenario?: string | undefined;
  observed: Observed[];
  behaviours: Behaviour[];
};
