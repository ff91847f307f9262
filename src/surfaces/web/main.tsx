// The page begins: its data stands in it, its worker is a script beside it or text inside it.

import { createRoot } from "react-dom/client";
import { invariant } from "../../base/invariant.ts";
import { App } from "./page/app.tsx";
import { readBoot } from "./state/boot.ts";
import { startPage } from "./state/store.ts";

function workerUrl(): string {
  const inside = document.getElementById("standoff-worker-text");
  if (inside) return URL.createObjectURL(new Blob([inside.textContent], { type: "text/javascript" }));
  return document.querySelector<HTMLMetaElement>("meta[name=standoff-worker]")?.content ?? "";
}

const root = document.getElementById("root");
invariant(root, "the page has a root");
await startPage(readBoot(document), workerUrl());
createRoot(root).render(<App />);
