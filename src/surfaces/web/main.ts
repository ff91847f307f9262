// The page begins: its data stands in it, its worker is a script beside it or text inside it. Workers start before anything is drawn.

import { invariant } from "../../base/invariant.ts";
import { readBoot } from "./state/boot.ts";
import { startPage } from "./state/store.ts";

/** Scripts of the workers. A page that is one file has one text inside for all of them. */
function workerUrls(): { worker: string; longWorker: string } {
  const inside = document.getElementById("standoff-worker-text");
  if (inside) {
    const url = URL.createObjectURL(new Blob([inside.textContent], { type: "text/javascript" }));
    return { worker: url, longWorker: url };
  }
  const named = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name=${name}]`)?.content ?? "";
  return { worker: named("standoff-worker"), longWorker: named("standoff-long-worker") };
}

const page = import("./page/root.tsx");
const root = document.getElementById("root");
invariant(root, "the page has a root");
await startPage(readBoot(document), workerUrls());
(await page).showPage(root);
