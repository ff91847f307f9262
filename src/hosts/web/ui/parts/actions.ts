// What buttons and keys both do.

import { countMoved, MOST_PINS, movedOf } from "../../state/doc.ts";
import { change, type Dialog, showTab, usePage } from "../../state/store.ts";

const { getState: get, setState: set } = usePage;

export const openDialog = (dialog: Dialog) => set({ dialog });
export const closeDialog = () => set({ dialog: undefined });

/** On a narrow page the levers come up from below, over the rest; on a wide one they stand beside it anyway. */
export const showLevers = (isSheetUp: boolean) => set({ isSheetUp });

export function notice(says: string): void {
  set({ notice: says });
  setTimeout(() => {
    if (get().notice === says) set({ notice: undefined });
  }, 4000);
}

/** What moved levers are called, in a few words. */
export function nameOfMoved(): string {
  const { history, model } = get();
  const { scenarios, set: moved, hold } = history.doc;
  if (countMoved(history.doc) === 0) return "as it is";
  const labels = scenarios.map((id) => model?.scenarios.find((s) => s.id === id)?.label ?? id);
  const rest = [...Object.entries(moved), ...Object.entries(hold)].map(([id, value]) => `${id} ${value}`);
  const all = [...labels, ...rest];
  return all.length > 2 ? `${all[0]} and ${all.length - 1} more` : all.join(", ");
}

/** Pins the levers as they stand; the model as it is always stands first, so three more fit. */
export function pinNow(): void {
  const { history } = get();
  if (history.doc.pins.length >= MOST_PINS - 1) {
    notice("Three columns beside the model as it is are all that fit: remove one first.");
    showTab("compare");
    return;
  }
  if (countMoved(history.doc) === 0) {
    notice("Nothing is moved yet, and the model as it is stands in Compare already.");
    showTab("compare");
    return;
  }
  const pin = { name: nameOfMoved(), moved: movedOf(history.doc) };
  change(`pin ${history.doc.pins.length}`, (doc) => ({ ...doc, pins: [...doc.pins, pin] }));
  showTab("compare");
}

export const toggleTables = () => set({ showTables: !get().showTables });
