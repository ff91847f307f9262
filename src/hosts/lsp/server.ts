// The language server: problems as one types, completion, hover, definition and rename, from the reader and the names that the workbench uses.
// In: a connection. Writes nothing: a rename is an edit that the editor makes, and one that would break the model is refused with the reason.

import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type CompletionItem,
  CompletionItemKind,
  type Connection,
  DiagnosticSeverity,
  type Hover,
  type Location,
  type Range,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Place, Problem } from "../../base/problem.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { claimsRead, formulasOf } from "../../language/formulas.ts";
import { namesFor } from "../web/ui/tabs/model-names.ts";
import { definitionOf, placesOf, type WordAt, wordAt } from "./words.ts";
import { type OpenModel, rootOf, Workspace } from "./workspace.ts";

type At = { textDocument: { uri: string }; position: { line: number; character: number } };

const KINDS = {
  variable: CompletionItemKind.Variable,
  constant: CompletionItemKind.Constant,
  function: CompletionItemKind.Function,
  class: CompletionItemKind.Class,
  keyword: CompletionItemKind.EnumMember,
  property: CompletionItemKind.Property,
};

const NAME = /^[A-Za-z]\w*$/;
const CANNOT = -32803;

const rangeOf = ({ line, column, length }: Place): Range => ({
  start: { line: line - 1, character: column - 1 },
  end: { line: line - 1, character: column - 1 + Math.max(1, length) },
});

const pathOf = (uri: string) => (uri.startsWith("file:") ? fileURLToPath(uri) : uri);

function diagnosticOf(root: string, p: Problem) {
  return {
    range: rangeOf(p.at),
    severity: p.severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    code: p.code,
    source: "standoff",
    message: p.mend === undefined ? p.says : `${p.says}; ${p.mend}`,
    relatedInformation: (p.also ?? []).map(({ at, says }) => ({
      location: { uri: pathToFileURL(join(root, at.file)).href, range: rangeOf(at) },
      message: says,
    })),
  };
}

/** The claims that the element of this name rests on: its reasons, and those that its formulas read. */
function claimsOfWord(model: CheckedModel, word: string): string[] {
  const sections = { stock: model.stocks, derived: model.derived, constant: model.constants, policy: model.policies };
  for (const [owner, elements] of Object.entries(sections)) {
    const slot = elements.findIndex(({ id }) => id.replace(/\[.*$/, "") === word || id.split(".")[1] === word);
    if (slot < 0) continue;
    const own = formulasOf(model).filter((f) => f.owner === owner && f.slot === slot);
    const read = claimsRead(
      model,
      own.map(({ expression }) => expression),
    );
    return [...new Set([...elements[slot]!.because, ...read])];
  }
  return [];
}

/** What stands under a pointer: what it is, its unit, its meaning, and the claims that it rests on. */
function hoverOf({ good }: OpenModel, { word }: WordAt): Hover | null {
  const found = namesFor(good).filter(({ label }) => label === word || label.split(".")[1] === word);
  if (found.length === 0) return null;
  const claims = good
    ? claimsOfWord(good, word).map((id) => `- ${id}: ${good.claims.find((c) => c.id === id)?.says ?? ""}`)
    : [];
  const said = found.slice(0, 4).map(({ label, detail, info }) => `**${label}** ${detail}\n\n${info}`);
  const value = [...said, ...(claims.length > 0 ? [`rests on\n${claims.join("\n")}`] : [])].join("\n\n");
  return { contents: { kind: "markdown", value } };
}

const completionsOf = ({ good }: OpenModel): CompletionItem[] =>
  namesFor(good).map(({ label, type, detail, info }) => ({ label, kind: KINDS[type], detail, documentation: info }));

export function serve(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  const textOf = (path: string) => documents.get(pathToFileURL(path).href)?.getText();
  const workspace = new Workspace(textOf);
  const told = new Map<string, Set<string>>();

  const here = ({ textDocument, position }: At): { open: OpenModel; at: WordAt } | undefined => {
    const open = workspace.open(pathOf(textDocument.uri));
    const line = documents.get(textDocument.uri)?.getText().split("\n")[position.line];
    const at = line === undefined ? undefined : wordAt(line, position.character);
    return open && at && { open, at };
  };
  const uriOf = ({ root }: OpenModel, file: string) => pathToFileURL(join(root, file)).href;

  const check = (uri: string) => {
    const open = workspace.open(pathOf(uri));
    if (!open) return;
    const byFile = Map.groupBy(open.read.problems, (p) => p.at.file);
    const files = new Set([...byFile.keys(), ...(told.get(open.root) ?? [])]);
    told.set(open.root, new Set(byFile.keys()));
    for (const file of files) {
      const diagnostics = (byFile.get(file) ?? []).map((p) => diagnosticOf(open.root, p));
      void connection.sendDiagnostics({ uri: uriOf(open, file), diagnostics });
    }
  };

  const rename = ({ open, at }: { open: OpenModel; at: WordAt }, to: string): WorkspaceEdit => {
    const refuse = (says: string) => new ResponseError(CANNOT, says);
    if (!NAME.test(to)) throw refuse(`\`${to}\` is no name: letters, digits and underscores, a letter first`);
    if (!open.read.model) throw refuse("the model has errors: mend them first, then rename");
    if (!definitionOf(open.read.model, at.word)) throw refuse(`\`${at.word}\` is no name of this model`);
    const changes: Record<string, TextEdit[]> = {};
    const after = new Map<string, string>();
    for (const [file, text] of open.read.texts) {
      const places = placesOf(at.word, text, file);
      if (places.length === 0) continue;
      changes[uriOf(open, file)] = places.map((place) => ({ range: rangeOf(place), newText: to }));
      after.set(file, TextDocument.applyEdits(TextDocument.create(file, "yaml", 0, text), changes[uriOf(open, file)]!));
    }
    const broken = workspace.readWith(open, after).problems.find((p) => p.severity === "error");
    if (broken) throw refuse(`not renamed: ${broken.says} (${broken.at.file}:${broken.at.line})`);
    return { changes };
  };

  connection.onInitialize(() => ({
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      completionProvider: { triggerCharacters: ["."] },
      hoverProvider: true,
      definitionProvider: true,
      renameProvider: true,
    },
    serverInfo: { name: "standoff" },
  }));
  documents.onDidChangeContent(({ document }) => check(document.uri));
  connection.onCompletion(({ textDocument }) => {
    const open = workspace.open(pathOf(textDocument.uri));
    return open ? completionsOf(open) : [];
  });
  connection.onHover((params) => {
    const found = here(params);
    return found ? hoverOf(found.open, found.at) : null;
  });
  connection.onDefinition((params): Location | null => {
    const found = here(params);
    const place = found?.open.good && definitionOf(found.open.good, found.at.word);
    return found && place ? { uri: uriOf(found.open, place.file), range: rangeOf(place) } : null;
  });
  connection.onRenameRequest((params) => {
    const found = here(params);
    if (!found)
      throw new ResponseError(
        CANNOT,
        rootOf(pathOf(params.textDocument.uri)) ? "there is no name here" : "this file belongs to no model",
      );
    return rename(found, params.newName);
  });
  documents.listen(connection);
  connection.listen();
}
