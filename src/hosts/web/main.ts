// The page begins: its data stands in it, the scripts of its workers beside it or as text inside it. Workers start before anything is drawn.

import { invariant } from "../../base/invariant.ts";
import { readBoot } from "./state/boot.ts";
import type { Scripts } from "./state/start-workers.ts";
import { startPage } from "./state/store.ts";

/** A page that is one file has a text inside for the model worker with all lenses, and one for the executors. */
function scripts(): Scripts {
  const inside = (id: string) => document.getElementById(id)?.textContent;
  const [modelWorker, executor] = [inside("standoff-model-worker-text"), inside("standoff-executor-worker-text")];
  if (modelWorker && executor) {
    const urlOf = (text: string) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    const url = urlOf(modelWorker);
    return { modelWorker: url, longModelWorker: url, executor: urlOf(executor), type: "classic" };
  }
  const named = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name=standoff-${name}]`)?.content ?? "";
  return {
    modelWorker: named("model-worker"),
    longModelWorker: named("long-model-worker"),
    executor: named("executor-worker"),
    type: "module",
  };
}

async function begin(): Promise<void> {
  const page = import("./ui/root.tsx");
  const root = document.getElementById("root");
  invariant(root, "the page has a root");
  await startPage(readBoot(document), scripts());
  (await page).showPage(root);
}

// Not awaited here: the page's modules stand on this one, which would wait for them
void begin();
