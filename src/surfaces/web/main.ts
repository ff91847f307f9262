// The page begins: its data stands in it, the scripts of its workers beside it or as text inside it. Workers start before anything is drawn.

import { invariant } from "../../base/invariant.ts";
import { readBoot } from "./state/boot.ts";
import type { Scripts } from "./state/start-workers.ts";
import { startPage } from "./state/store.ts";

/** A page that is one file has a text inside for the brain with all lenses, and one for the players. */
function scripts(): Scripts {
  const inside = (id: string) => document.getElementById(id)?.textContent;
  const [brain, player] = [inside("standoff-brain-text"), inside("standoff-player-text")];
  if (brain && player) {
    const urlOf = (text: string) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    const url = urlOf(brain);
    return { brain: url, longBrain: url, player: urlOf(player), type: "classic" };
  }
  const named = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name=standoff-${name}]`)?.content ?? "";
  return { brain: named("brain"), longBrain: named("long-brain"), player: named("player"), type: "module" };
}

async function begin(): Promise<void> {
  const page = import("./page/root.tsx");
  const root = document.getElementById("root");
  invariant(root, "the page has a root");
  await startPage(readBoot(document), scripts());
  (await page).showPage(root);
}

// Not awaited here: the page's modules stand on this one, which would wait for them
void begin();
