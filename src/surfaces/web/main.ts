// The page begins: its data stands in it, its worker is a script beside it or text inside it. Workers start before anything is drawn.

import { invariant } from "../../base/invariant.ts";
import { readBoot } from "./state/boot.ts";
import { startPage } from "./state/store.ts";

function workerUrl(): string {
  const inside = document.getElementById("standoff-worker-text");
  if (inside) return URL.createObjectURL(new Blob([inside.textContent], { type: "text/javascript" }));
  return document.querySelector<HTMLMetaElement>("meta[name=standoff-worker]")?.content ?? "";
}

const page = import("./page/root.tsx");
const root = document.getElementById("root");
invariant(root, "the page has a root");
await startPage(readBoot(document), workerUrl());
(await page).showPage(root);
