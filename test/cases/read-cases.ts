// The text of a case file → its cases (the format is told in test/cases.test.ts).

export type Expected = { code: string; words: string; file: string | undefined; line: number | undefined };

export type Case = {
  title: string;
  files: Map<string, string>;
  departures: { scenarios: string[]; set: [string, string][]; hold: [string, string][] };
  expected: Expected[];
  answers: { formula: string; step: number; value: string }[];
  faults: string[];
};

/** `<<3 * ab>>` → ababab; `<<3 # k#,>>` → k1,k2,k3, */
const unrolled = (text: string) =>
  text.replace(/<<(\d+) ([*#]) (.*?)>>/gs, (_, count: string, kind: string, part: string) =>
    kind === "*"
      ? part.repeat(Number(count))
      : Array.from({ length: Number(count) }, (_, i) => part.replaceAll("#", `${i + 1}`)).join(""),
  );

function addMarks(into: Case, file: string, text: string): void {
  text.split("\n").forEach((line, i) => {
    const [, outside, code, words] = /#!(!?) ?([a-z-]+)(?: (.*))?$/.exec(line) ?? [];
    if (code !== undefined) {
      const alone = line.trimStart().startsWith("#!");
      into.expected.push({
        code,
        words: (words ?? "").trim(),
        file: outside ? undefined : file,
        line: outside || alone ? undefined : i + 1,
      });
    }
    const [, what, id, value] = /^#: (set|hold|scenario) ([^=]*)=?(.*)$/.exec(line) ?? [];
    if (what === "scenario") into.departures.scenarios.push(id!);
    else if (what === "set" || what === "hold") into.departures[what].push([id!, value!]);
    const [, formula, step, answer] = /^# (.*?) @ (\d+) → (.*)$/.exec(line) ?? [];
    if (formula !== undefined) into.answers.push({ formula, step: Number(step), value: answer! });
    const fault = /^# fault → (.*)$/.exec(line)?.[1];
    if (fault !== undefined) into.faults.push(fault);
  });
}

export function readCases(text: string): Case[] {
  return text
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf("\n");
      const made: Case = {
        title: part.slice(0, end),
        files: new Map(),
        departures: { scenarios: [], set: [], hold: [] },
        expected: [],
        answers: [],
        faults: [],
      };
      const [main, ...others] = part.slice(end + 1).split(/^--- /m);
      made.files.set("standoff.yaml", unrolled(main!));
      for (const other of others) {
        const stop = other.indexOf("\n");
        made.files.set(other.slice(0, stop), unrolled(other.slice(stop + 1)));
      }
      for (const [file, content] of made.files) addMarks(made, file, content);
      return made;
    });
}
