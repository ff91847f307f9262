// The graph model: who owns which options, which states exist, what each actor would rather have. Plain data, so that it
// passes to a worker; a written file (build-model.ts) or a played model fills it. States are bit patterns, slot 0 first.
// Rule: states ascend by binary value, the first option being the lowest bit, so that id = slot + 1 agrees with the
// literature (test/oracles/gmcr/README.md); merged states alone stand behind, in the order of their first member.
// Fang, Hipel & Kilgour 1993, Interactive Decision Making: the Graph Model for Conflict Resolution.

/** How an option may change: once taken (or once dropped) it may have to stay so. */
export type OptionMoves = "reversible" | "only-no-to-yes" | "only-yes-to-no";

export type GraphOption = {
  id: string;
  label: string;
  /** Slot of the actor that owns it. */
  owner: number;
  moves: OptionMoves;
  /** One of several courses of which exactly one is taken: the policy, and the course's name. */
  choice?: { of: string; value: string };
};

type GraphActor = { id: string; name: string };

/** Option o is taken in state s when bit `o & 31` of word `s * width + (o >>> 5)` is set. */
export type StateSet = { count: number; width: number; words: Uint32Array };

/** How much rather actor i has state s than t, in a table of pairs. */
export const MUCH_BETTER = 2;
export const BETTER = 1;
export const TIED = 0;
export const WORSE = -1;
export const MUCH_WORSE = -2;
export const UNKNOWN = 3;

export type Preference =
  /** Place of each state, 0 best, no place empty, equal places tie. `tier` falls where the preference is a strong one. */
  | { kind: "ranked"; rank: Int32Array; tier?: Int32Array }
  /** `of[s * count + t]` says s against t: one of the constants above. For what no ranking can say. */
  | { kind: "pairs"; of: Int8Array };

/** Moves that no option pattern tells (merged states): from s to `to[start[s]]` … `to[start[s + 1] - 1]`. */
export type Arrows = { start: Int32Array; to: Int32Array };

export type GraphModel = {
  title: string;
  actors: GraphActor[];
  options: GraphOption[];
  states: StateSet;
  /** By actor slot. */
  preferences: Preference[];
  /** By actor slot: 1 for a state that the actor does not perceive; it has no moves into or out of it. */
  unseen?: (Uint8Array | undefined)[];
  /** By actor slot, in place of what the patterns allow. */
  arrows?: Arrows[];
  /** Options that differ inside a merged state, laid out as `states.words`. */
  open?: Uint32Array;
  /** Slot of the status quo. */
  start?: number;
};

export function taken(states: StateSet, state: number, option: number): boolean {
  return ((states.words[state * states.width + (option >>> 5)]! >>> (option & 31)) & 1) === 1;
}

/** `YNNY`, in the order of the options; `-` for an option that differs inside a merged state. */
export function patternOf(model: GraphModel, state: number): string {
  const { states, open } = model;
  let text = "";
  for (let o = 0; o < model.options.length; o++) {
    const free = open ? (open[state * states.width + (o >>> 5)]! >>> (o & 31)) & 1 : 0;
    text += free ? "-" : taken(states, state, o) ? "Y" : "N";
  }
  return text;
}

/** The options taken, by name: "Air strike, Withdraw"; with its owner where two have one name; "nothing" where none is. */
export function labelOf(model: GraphModel, state: number): string {
  const pattern = patternOf(model, state);
  const { actors, options } = model;
  const isShared = ({ label, id }: GraphOption) => options.some((other) => other.label === label && other.id !== id);
  const names = options
    .filter((_, o) => pattern[o] === "Y")
    .map((option) => (isShared(option) ? `${actors[option.owner]!.name}: ${option.label}` : option.label));
  return names.length > 0 ? names.join(", ") : pattern.includes("-") ? "whatever else" : "nothing";
}

/** Slot of the state with just these words, or -1. By halving: the states ascend by binary value. */
export function findPattern(states: StateSet, words: ArrayLike<number>): number {
  let low = 0;
  let high = states.count - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const order = compareWords(states, middle, words);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function compareWords(states: StateSet, state: number, words: ArrayLike<number>): number {
  for (let w = states.width - 1; w >= 0; w--) {
    const difference = states.words[state * states.width + w]! - words[w]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Slots of the states for which it holds, ascending. */
export function statesWhere(count: number, holds: (state: number) => unknown): number[] {
  const found: number[] = [];
  for (let s = 0; s < count; s++) if (holds(s)) found.push(s);
  return found;
}

/** A mask of the options for which `keep` holds, `width` words long. */
export function maskOf(model: GraphModel, keep: (option: GraphOption) => boolean): Uint32Array {
  const mask = new Uint32Array(model.states.width);
  model.options.forEach((option, o) => {
    if (keep(option)) mask[o >>> 5]! |= 1 << (o & 31);
  });
  return mask;
}
