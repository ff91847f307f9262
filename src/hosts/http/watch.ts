// Follows a folder: calls when a file in it has changed and nothing more has for a moment (editors write in several steps).

import { type FSWatcher, watch } from "node:fs";

const SETTLED = 120;

export function watchFolder(root: string, changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(root, { recursive: true }, (_, name) => {
      if (name !== null && !/\.(ya?ml|txt|csv|md|html?)$/.test(name)) return;
      clearTimeout(timer);
      timer = setTimeout(changed, SETTLED);
    });
    // A folder that goes away is not a reason to fall over: the page keeps what it has
    watcher.on("error", () => watcher?.close());
  } catch {
    return () => undefined;
  }
  return () => {
    clearTimeout(timer);
    watcher?.close();
  };
}
