// One HTML file that plays by itself: the page's own template with the model, the levers and the chosen texts laid in as data. Data in a
// page must not end its own element, so `<` is written as an escape; nothing in it is ever markup.

import type { Boot } from "../state/boot.ts";
import { asData } from "../state/data.ts";
import { NEW_DOC } from "../state/doc.ts";
import { filesNow, usePage } from "../state/store.ts";
import type { Files } from "../worker/protocol.ts";

const DATA = /(<script id="standoff-data" type="application\/json">)[\s\S]*?(<\/script>)/;

/** Lays data into a page. A function, since `$` in data is not a pattern. */
export const withData = (html: string, data: unknown): string =>
  html.replace(DATA, (_, open: string, close: string) => `${open}${asData(data)}${close}`);

/** This very page where it stands in one file already, else what the server has. */
async function template(): Promise<string | undefined> {
  if (document.getElementById("standoff-model-worker-text")) {
    const copy = document.documentElement.cloneNode(true) as HTMLElement;
    copy.querySelector("#root")?.replaceChildren();
    return `<!doctype html>\n${copy.outerHTML}`;
  }
  try {
    const response = await fetch("/standoff-page.html");
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}

export async function selfPlaying(texts: Files): Promise<{ html: string } | { says: string }> {
  const html = await template();
  if (html === undefined)
    return { says: "The server that gave this page has gone, and with it the page's own text: start it again." };
  const { boot, history, question, view } = usePage.getState();
  const { scenarios, set, hold, pins } = history.doc;
  const data: Boot = {
    ...boot,
    files: filesNow(),
    texts,
    read: undefined,
    starts: [],
    canSave: false,
    doc: { ...NEW_DOC, scenarios, set, hold, pins },
    question,
    stored:
      view && view.sentence !== ""
        ? [{ question: view.question, sentence: view.sentence, runs: view.runs, seed: view.seed }]
        : [],
  };
  return { html: withData(html, data) };
}
