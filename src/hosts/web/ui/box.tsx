// One dialog: its title, its way out, and what stands in it. Native: Esc closes it, focus goes back where it came from.

import { type ReactNode, useLayoutEffect, useRef } from "react";
import { closeDialog } from "./parts/actions.ts";

export function Box({ title, children }: { title: string; children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null);
  // Closed while the page is laid out anew: focus is back where it was before anything else is focused
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>("[data-first]")?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={ref} aria-label={title} onClose={closeDialog}>
      <div className="dialog-head">
        <h2>{title}</h2>
        <button type="button" onClick={closeDialog} aria-label="Close">
          ×
        </button>
      </div>
      {children}
    </dialog>
  );
}
