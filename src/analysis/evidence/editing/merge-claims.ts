// Two claims that say the same become one. In: the model's files, the claim that stays and the one that goes. Out: the files that change: whatever
// named the second names the first, who denies either denies the first, and the second stands as a comment where it stood.

import { isMap, isScalar, isSeq, type YAMLMap } from "yaml";
import { type Edited, entryOf, lineEnd, pairOf, splice } from "./places.ts";
import { holdsClaim, renameReferences } from "./references.ts";
import { setAside } from "./set-aside.ts";

export type EditedFiles = { files: Map<string, string> } | { refused: string };

export function mergeClaims(files: ReadonlyMap<string, string>, keep: string, gone: string): EditedFiles {
  if (keep === gone) return { refused: "a claim cannot be merged with itself" };
  for (const id of [keep, gone])
    if (![...files.values()].some((text) => holdsClaim(text, id))) return { refused: `there is no claim \`${id}\`` };
  const denied = [...new Set([keep, gone].flatMap((id) => deniedBy(files, id)))];
  const changed = new Map<string, string>();
  for (const [file, text] of files) {
    const renamed = splice(text, renameReferences(text, gone, keep));
    const aside: Edited = holdsClaim(renamed, gone)
      ? setAside(renamed, gone, `merged into ${keep}`)
      : { text: renamed };
    if ("refused" in aside) return aside;
    const whole = holdsClaim(aside.text, keep) ? withDenials(aside.text, keep, denied) : aside.text;
    if (whole !== text) changed.set(file, whole);
  }
  return { files: changed };
}

function deniedBy(files: ReadonlyMap<string, string>, id: string): string[] {
  for (const text of files.values()) {
    const claim = entryOf(text, "claims", id)?.pair.value;
    const list = isMap(claim) ? pairOf(claim as YAMLMap, "denied_by")?.value : undefined;
    if (isSeq(list)) return list.items.flatMap((item) => (isScalar(item) ? [String(item.value)] : []));
  }
  return [];
}

/** The claim with all who deny it; untouched where it names them already. */
function withDenials(text: string, id: string, denied: readonly string[]): string {
  const { pair } = entryOf(text, "claims", id)!;
  const claim = pair.value as YAMLMap;
  const found = pairOf(claim, "denied_by");
  const has = isSeq(found?.value) ? found.value.items.length : 0;
  if (denied.length === has) return text;
  const list = `[${denied.map((who) => (/^[A-Za-z]\w*$/.test(who) ? who : JSON.stringify(who))).join(", ")}]`;
  if (found?.value?.range) {
    const [from, to] = found.value.range;
    const block = text.slice(from, to).endsWith("\n") ? "\n" : "";
    return splice(text, [{ from, to, text: `${list}${block}` }]);
  }
  const says = pairOf(claim, "says") ?? (claim.items[0] as typeof found)!;
  const end = says!.value?.range?.[1] ?? says!.key.range![1];
  if (claim.flow) return splice(text, [{ from: end, to: end, text: `, denied_by: ${list}` }]);
  const start = says!.key.range![0];
  const pad = " ".repeat(start - (text.lastIndexOf("\n", start - 1) + 1));
  const at = lineEnd(text, end);
  return splice(text, [{ from: at, to: at, text: `${pad}denied_by: ${list}\n` }]);
}
