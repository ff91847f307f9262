// `standoff export`: a model in a form that other tools read, picked by the ending: pictures in text, a citation, XMILE, a page that plays by
// itself. What a form cannot say is told on stderr with its line, so that a part is never taken for the whole.

import { existsSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import type { Problem } from "../../../base/problem.ts";
import { toBibtex, toCff } from "../../../formats/write-citation.ts";
import { toDot, toMermaid } from "../../../formats/write-graph.ts";
import { toXmile } from "../../../formats/write-xmile.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import { plainText } from "../../../present/document/plain-text.ts";
import { departuresOf } from "../../../tasks/source.ts";
import { openFolder, placeOf } from "../../http/folder.ts";
import { ensureWeb, PAGE_FOLDER } from "../../web/build.ts";
import type { Boot } from "../../web/state/boot.ts";
import { asData } from "../../web/state/data.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openModel } from "../open-model.ts";
import { mayWrite, writeText } from "../output.ts";
import { addDepartures, type Settings } from "../settings.ts";

type ExportSettings = Pick<Settings, "set" | "hold" | "scenario"> & {
  output?: string;
  as: string;
  author?: string;
  json: boolean;
};

const version = () =>
  (JSON.parse(readFileSync(new URL("../../../../package.json", import.meta.url), "utf8")) as { version: string })
    .version;

const today = () => new Date().toISOString().slice(0, 10);
const cited = ({ author }: ExportSettings) => ({ version: version(), date: today(), author });

type Written = { text: string; left?: readonly Problem[] };

const FORMS: Readonly<Record<string, (model: CheckedModel, settings: ExportSettings) => Written>> = {
  mmd: (model) => ({ text: toMermaid(model) }),
  dot: (model) => ({ text: toDot(model) }),
  bib: (model, settings) => ({ text: toBibtex(model, cited(settings)) }),
  cff: (model, settings) => ({ text: toCff(model, cited(settings)) }),
  xmile: (model) => toXmile(model, version()),
};

const DATA = /(<script id="standoff-data" type="application\/json">)[\s\S]*?(<\/script>)/;

/** One HTML file that plays by itself, with the model's files and without the texts of its sources. */
function pageOf(io: Io, named: string): Written | undefined {
  const place = placeOf(named);
  if ("says" in place || !ensureWeb(io.err) || !existsSync(`${PAGE_FOLDER}standoff-page.html`)) {
    io.err(
      `standoff: ${"says" in place ? place.says : "the page is not built, and there is nothing here to build it from"}\n`,
    );
    io.code = EXIT.outside;
    return undefined;
  }
  const { files } = openFolder(place.root, place.main);
  const boot: Boot = {
    folder: named,
    main: place.main,
    files,
    texts: {},
    starts: [],
    canSave: false,
    version: version(),
    stored: [],
  };
  const html = readFileSync(`${PAGE_FOLDER}standoff-page.html`, "utf8");
  return { text: html.replace(DATA, (_, open: string, close: string) => `${open}${asData(boot)}${close}`) };
}

function exportModel(io: Io, named: string, settings: ExportSettings): void {
  const { output } = settings;
  if (!mayWrite(io, output, [...Object.keys(FORMS).map((form) => `.${form}`), ".html"])) return;
  const form = output === undefined ? settings.as : extname(output).slice(1).toLowerCase();
  const model = openModel(named, departuresOf(settings), io)?.model;
  if (!model) return;
  if (form !== "html" && !FORMS[form]) {
    io.err(
      `standoff: --as may be ${Object.keys(FORMS).join(", ")} or html; played data comes from \`standoff play -o FILE\`\n`,
    );
    io.code = EXIT.usage;
    return;
  }
  const written = form === "html" ? pageOf(io, named) : FORMS[form]!(model, settings);
  if (!written) return;
  const { text, left = [] } = written;
  if (settings.json) {
    io.out(
      `${JSON.stringify({ schema: "standoff/export/1", model: { title: model.title, hash: model.hash }, form, left, text })}\n`,
    );
    if (output !== undefined) writeText(io, output, text);
    return;
  }
  for (const { at, says, mend } of left)
    io.err(plainText(`${at.file}:${at.line}  ${says}${mend === undefined ? "" : `; ${mend}`}\n`));
  if (output === undefined) io.out(text);
  else if (writeText(io, output, text)) io.out(`Written to ${output}\n`);
}

export const addExport: AddVerb = (program, io) => {
  const command = program
    .command("export")
    .description(
      "A model for other tools: Mermaid, Graphviz, XMILE, a citation by its hash, one HTML file that plays by itself.",
    )
    .argument("[folder]", "the folder of a model", ".")
    .addHelpText("before", "  $ standoff export models/crisis -o crisis.mmd\n");
  addDepartures(command)
    .option("--as <form>", "what to print: mmd, dot, xmile, bib, cff, html", "mmd")
    .option("--author <name>", "who is cited")
    .option("--json", "print one JSON object: the text, and what it leaves out", false)
    .option("-o, --output <file>", "write a file: .mmd .dot .xmile .bib .cff .html")
    .action((named: string, settings: ExportSettings) => exportModel(io, named, settings));
};
