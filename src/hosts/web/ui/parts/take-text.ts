// Takes a text in: a file that was dropped or chosen, or words that were pasted. The server draws out pages, PDFs and Word files; where none
// stands behind the page, plain text alone is taken. The text stays in this page: it is in no file of the folder, and no share carries it unasked.

import { count } from "../../../../present/words/figures.ts";
import { sha256Hex } from "../../../../statistics/sha256.ts";
import { usePage } from "../../state/store.ts";
import { takenAs } from "../../state/taken.ts";
import type { TextTaken } from "../../worker/protocol.ts";

const LONGEST = 1_000_000;

type Took = { taken: TextTaken; says: string } | { refused: string };

const plain = (name: string, text: string): Took => ({
  taken: { name, text, sha256: sha256Hex(text), drawnOut: false },
  says: "",
});

async function byServer(file: File): Promise<Took> {
  try {
    const response = await fetch(`/api/intake?name=${encodeURIComponent(file.name)}`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: file,
    });
    const answer = (await response.json()) as { taken?: TextTaken; says: string | string[] };
    const says = [answer.says].flat().join("; ");
    return answer.taken ? { taken: answer.taken, says } : { refused: `${file.name}: ${says}` };
  } catch {
    return { refused: "The server has gone: start it again, and drop the file once more." };
  }
}

async function byItself(file: File): Promise<Took> {
  try {
    return plain(
      file.name,
      new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer()),
    );
  } catch {
    return {
      refused: `${file.name} is no plain text. \`standoff serve\` also takes web pages, PDF and Word files in.`,
    };
  }
}

/** Lays it among the texts, and shows it in the Read tab. What is to be said of it, if anything. */
export async function takeText(given: File | string): Promise<string> {
  const { boot } = usePage.getState();
  const took =
    typeof given === "string" ? plain("pasted text", given) : await (boot.canSave ? byServer(given) : byItself(given));
  if ("refused" in took) return took.refused;
  const { taken } = took;
  if (taken.text.length > LONGEST)
    return `${taken.name} has ${count(taken.text.length)} characters, and a page shows ${count(LONGEST)}: \`standoff read\` takes it whole, or cut it into chapters.`;
  usePage.setState(({ texts, taken: before }) => ({
    texts: { ...texts, [takenAs(taken.sha256)]: taken.text },
    taken: [taken, ...before.filter((t) => t.sha256 !== taken.sha256)],
    reading: taken.sha256,
    tab: "read",
  }));
  return took.says;
}
