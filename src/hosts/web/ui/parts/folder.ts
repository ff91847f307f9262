// The folder behind the page: files as they change on the disk, and saving, only when asked. The server writes nothing that changed on
// the disk since the page read it; it says so instead.

import type { Files } from "../../worker/protocol.ts";

type FolderNow = { files: Files; texts: Files };

async function readFolder(): Promise<FolderNow | undefined> {
  try {
    const response = await fetch("/api/model");
    return response.ok ? ((await response.json()) as FolderNow) : undefined;
  } catch {
    return undefined;
  }
}

/** Calls when files have changed on the disk. */
export function followFolder(take: (files: Files, texts: Files) => void): () => void {
  const events = new EventSource("/api/events");
  events.addEventListener("changed", async () => {
    const now = await readFolder();
    if (now) take(now.files, now.texts);
  });
  return () => events.close();
}

export async function saveFiles(edits: Files, was: Files): Promise<FolderNow | { says: string }> {
  try {
    const response = await fetch("/api/save", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ edits, was }),
    });
    const answer = (await response.json()) as { says?: string } & Partial<FolderNow>;
    if (response.ok && answer.files && answer.texts) return { files: answer.files, texts: answer.texts };
    return { says: answer.says ?? "The server did not save it." };
  } catch {
    return { says: "The server has gone: start it again with the same folder, your edits are kept here." };
  }
}
