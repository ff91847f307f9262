// A page of Markdown as what a reader would do with it: files to write and commands to type, in order, with what is shown of their output.
// A block that begins with `$ standoff` holds one command or several; a last line `...` leaves the rest of the output free. A block after
// `<!-- file: path -->` is a file, after `<!-- add: path -->` more of one, and `<!-- mend: path: this -> that -->` changes one.
// `<!-- in a new folder -->` on the page: it is followed in an empty folder.

export type Step =
  | { kind: "file"; path: string; text: string }
  | { kind: "more"; path: string; text: string }
  | { kind: "mend"; path: string; from: string; to: string }
  | { kind: "command"; line: string; shown: string; whole: string };

export type Page = { isApart: boolean; steps: Step[] };

const BLOCK = /<!-- mend: (\S+): (.*) -> (.*) -->|(?:<!-- (file|add): (\S+) -->\n)?```\w*\n([\s\S]*?)```/g;

function commandsOf(text: string): Step[] {
  return text
    .split(/^(?=\$ )/m)
    .map((whole) => /^\$ standoff (.*)\n([\s\S]*)$/.exec(whole) ?? [whole, "", ""])
    .map(([whole = "", line = "", shown = ""]) => ({ kind: "command", line, shown, whole }));
}

export function readPage(markdown: string): Page {
  const steps = [...markdown.matchAll(BLOCK)].flatMap(
    ([, mended, from = "", to = "", how, path, text = ""]): Step[] => {
      if (mended !== undefined) return [{ kind: "mend", path: mended, from, to }];
      if (path !== undefined) return [{ kind: how === "add" ? "more" : "file", path, text }];
      return text.startsWith("$ standoff ") ? commandsOf(text) : [];
    },
  );
  return { isApart: markdown.includes("<!-- in a new folder -->"), steps };
}

/** Words of a command line; quotes hold blanks together. */
export const wordsOf = (line: string) => [...line.matchAll(/'([^']*)'|(\S+)/g)].map((m) => m[1] ?? m[2]!);

/** The output as the page shows it: whole, or as many lines as the page has before its `...`. */
export function asShown(out: string, shown: string): string {
  if (!shown.endsWith("...\n")) return out;
  const all = out.split("\n");
  const lines = Math.max(shown.split("\n").length - 2, 0);
  if (all.length <= lines) return out;
  return `${all.slice(0, lines).join("\n")}${lines > 0 ? "\n" : ""}...\n`;
}
