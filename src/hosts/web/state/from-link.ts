// What the link that the page was opened by brings along. In: what the page begins with. Out: levers, question and files of the link, or
// why it cannot be opened here. The link is taken off the address, so that a reload keeps what was changed since.

import type { Files } from "../worker/protocol.ts";
import type { Boot } from "./boot.ts";
import type { Doc } from "./doc.ts";

export type FromLink = {
  doc?: Doc;
  question?: string;
  seed?: number;
  runs?: number;
  files?: Files;
  /** What is wrong with the link. */
  says?: string;
};

export async function fromLink(boot: Boot): Promise<FromLink> {
  if (!/^#\d+\./.test(location.hash)) return {};
  const { readLink } = await import("./link.ts");
  const link = readLink(location.hash);
  if (!link) return {};
  history.replaceState(null, "", location.pathname + location.search);
  if ("says" in link) return { says: link.says };
  const { doc, question, seed, runs, files } = link.shared;
  if (files) return { doc, question, seed, runs, files };
  return Object.keys(boot.files).length > 0
    ? { doc, question, seed, runs }
    : { says: `This link moves levers of "${link.shared.title}", which is not open here.` };
}
