// Where a text is dropped, chosen or pasted.

import { type DragEvent, useState } from "react";
import { usePage } from "../../state/store.ts";
import { takeText } from "./take-text.ts";

const KINDS = ".txt,.md,.html,.htm,.pdf,.docx,text/plain,text/html,application/pdf";

export function TakeText({ onTaken }: { onTaken?: () => void }) {
  const hasServer = usePage((page) => page.boot.canSave);
  const [text, write] = useState("");
  const [isOver, hover] = useState(false);
  const [says, say] = useState("");
  const take = async (given: File | string | undefined) => {
    if (given === undefined) return;
    const before = usePage.getState().taken;
    say("Taking it in …");
    say(await takeText(given));
    if (usePage.getState().taken === before) return;
    write("");
    onTaken?.();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    hover(false);
    void take(event.dataTransfer.files[0] ?? (event.dataTransfer.getData("text/plain") || undefined));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: whoever cannot drag has the two fields inside
    <div
      className={isOver ? "take-text over" : "take-text"}
      onDragOver={(event) => {
        event.preventDefault();
        hover(true);
      }}
      onDragLeave={() => hover(false)}
      onDrop={drop}
    >
      <label>
        Drop a text here{hasServer ? " (plain text, web page, PDF or Word)" : ""}, or choose it{" "}
        <input
          type="file"
          accept={KINDS}
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </label>
      <details>
        <summary>or paste it</summary>
        <textarea rows={4} aria-label="The text, pasted" value={text} onChange={(event) => write(event.target.value)} />
        <button type="button" disabled={text.trim() === ""} onClick={() => void take(text)}>
          Read it
        </button>
      </details>
      <p className="note">It stays in this page, and goes when the page closes.</p>
      {says && (
        <p className="amber" role="status">
          {says}
        </p>
      )}
    </div>
  );
}
