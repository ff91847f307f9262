// Keys of the whole page. Off while typing, off where a dialog is open, off altogether where a person says so; never with Ctrl, Alt or Meta.

import { flushSync } from "react-dom";
import { redo, showTab, stopPlaying, type Tab, undo, usePage } from "../state/store.ts";
import { openDialog, pinNow, showLevers, toggleTables } from "./parts/actions.ts";

const COLUMNS: Record<string, string> = { l: "levers", a: "answer", b: "because" };
/** After `g`, the next key within this time names a column. */
const CHORD = 1500;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.shadowRoot !== null ||
    /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target instanceof HTMLInputElement && !/^(range|checkbox|radio|button)$/.test(target.type)));

function goTo(column: string): void {
  flushSync(() => showLevers(column === "levers"));
  const target = document.getElementById(column);
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
}

export function listenToKeys(tabs: () => readonly Tab[]): () => void {
  let chord = 0;
  const does: Record<string, () => void> = {
    z: undo,
    Z: redo,
    c: pinNow,
    "/": () => openDialog("find"),
    t: toggleTables,
    e: () => openDialog("export"),
    "?": () => openDialog("help"),
  };
  const onKey = (event: KeyboardEvent) => {
    const { keysOn, dialog, isPlaying, isSheetUp } = usePage.getState();
    if (event.ctrlKey || event.altKey || event.metaKey || dialog) return;
    if (event.key === "Escape" && isSheetUp) return showLevers(false);
    if (event.key === "Escape" && isPlaying) return stopPlaying();
    if (!keysOn || isTyping(event.target)) return;
    if (performance.now() - chord < CHORD && COLUMNS[event.key]) {
      event.preventDefault();
      chord = 0;
      return goTo(COLUMNS[event.key]!);
    }
    if (event.key === "g") {
      chord = performance.now();
      return;
    }
    // 0 is the tenth, as on the keyboard
    const tab = /^\d$/.test(event.key) ? tabs()[(Number(event.key) + 9) % 10] : undefined;
    const act = tab ? () => showTab(tab) : does[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  addEventListener("keydown", onKey);
  return () => removeEventListener("keydown", onKey);
}
