// The command that gives the same in a terminal, to be copied.

import { notice } from "./actions.ts";

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notice("Copied.");
  } catch {
    notice("The browser does not let this page copy: select the command by hand.");
  }
}

export function CommandLine({ text, note }: { text: string; note?: string | undefined }) {
  return (
    <p className="command">
      <code>{text}</code>
      <button type="button" className="quiet" onClick={() => void copy(text)} aria-label={`copy ${text}`}>
        copy
      </button>
      {note && <span className="note">{note}</span>}
    </p>
  );
}
