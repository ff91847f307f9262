// The editor of one file: CodeMirror in a shadow root, so that its styles need no exception in the page's policy. In: text, problems,
// names. Out: the text as it is edited. The document of the page is the truth: a text that comes from elsewhere (undo, a lever written
// down, the disk) replaces what stands here.

import { autocompletion, type CompletionContext, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { indentOnInput } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { unifiedMergeView } from "@codemirror/merge";
import { searchKeymap } from "@codemirror/search";
import { Compartment, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, hoverTooltip, keymap, lineNumbers } from "@codemirror/view";
import type { Place, Problem } from "../../../../base/problem.ts";
import { modelLanguage } from "./model-language.ts";
import type { Named } from "./model-names.ts";

export type Editor = {
  setText: (text: string) => void;
  setProblems: (problems: readonly Problem[]) => void;
  setNames: (names: readonly Named[]) => void;
  setOriginal: (original: string | undefined) => void;
  goTo: (place: Place) => void;
  close: () => void;
};

const theme = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--paper)", color: "var(--ink)", fontSize: "13px" },
  ".cm-scroller": { fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused": { outline: "2px solid var(--focus)" },
  ".cm-gutters": { backgroundColor: "var(--sunk)", color: "var(--quiet)", border: "none" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--sunk) 60%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--sunk)", color: "var(--ink)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "var(--select)",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--paper)",
    color: "var(--ink)",
    border: "1px solid var(--rule-strong)",
    maxWidth: "34rem",
  },
  ".cm-tooltip-hover": { padding: "4px 8px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--select)", color: "var(--ink)" },
  ".cm-completionDetail": { color: "var(--quiet)" },
  ".cm-changedLine": { backgroundColor: "color-mix(in srgb, var(--c3) 12%, transparent)" },
  ".cm-deletedChunk": { backgroundColor: "color-mix(in srgb, var(--c2) 12%, transparent)" },
  ".cm-panels": { backgroundColor: "var(--sunk)", color: "var(--ink)" },
});

const WORD = /[\w.]*$/;

function completes(names: () => readonly Named[]) {
  return (context: CompletionContext) => {
    const before = context.matchBefore(WORD);
    if (!before || (before.from === before.to && !context.explicit)) return null;
    return {
      from: before.from,
      options: names().map(({ label, type, detail, info }) => ({ label, type, detail, info })),
      validFor: /^[\w.]*$/,
    };
  };
}

function tells(names: () => readonly Named[]) {
  return hoverTooltip((view, pos) => {
    const line = view.state.doc.lineAt(pos);
    let [from, to] = [pos, pos];
    while (from > line.from && /[\w.]/.test(line.text[from - line.from - 1]!)) from--;
    while (to < line.to && /[\w.]/.test(line.text[to - line.from]!)) to++;
    const word = line.text.slice(from - line.from, to - line.from);
    const found = names().find((n) => n.label === word);
    if (!found) return null;
    return {
      pos: from,
      end: to,
      create: () => {
        const dom = document.createElement("div");
        dom.textContent = `${found.label}${found.detail ? ` (${found.detail})` : ""}: ${found.info}`;
        return { dom };
      },
    };
  });
}

function rangeOf(view: EditorView, { line, column, length }: Place): { from: number; to: number } {
  const at = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)));
  const from = Math.min(at.to, at.from + column - 1);
  return { from, to: Math.min(at.to, from + length) };
}

function diagnosticOf(view: EditorView, problem: Problem): Diagnostic {
  const message = problem.mend === undefined ? problem.says : `${problem.says}\n${problem.mend}`;
  return { ...rangeOf(view, problem.at), severity: problem.severity, message };
}

export function openEditor(
  host: HTMLElement,
  about: { text: string; onEdit: (text: string) => void; onSave: () => void; isWritable: boolean },
): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  let names: readonly Named[] = [];
  let isOwn = false;
  const diff = new Compartment();
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: about.text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        drawSelection(),
        highlightActiveLine(),
        indentOnInput(),
        modelLanguage(),
        autocompletion({ override: [completes(() => names)] }),
        tells(() => names),
        EditorState.readOnly.of(!about.isWritable),
        EditorView.contentAttributes.of({ "aria-label": "Text of the model", tabindex: "0" }),
        keymap.of([
          {
            key: "Mod-s",
            run: () => {
              about.onSave();
              return true;
            },
          },
          // Tab indents; Esc and then Tab leaves the editor, so that nobody is caught in it
          indentWithTab,
          ...completionKeymap,
          ...lintKeymap,
          ...searchKeymap,
          ...defaultKeymap,
        ]),
        theme,
        diff.of([]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !isOwn) about.onEdit(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    setText: (text) => {
      if (text === view.state.doc.toString()) return;
      isOwn = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      isOwn = false;
    },
    setProblems: (problems) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.map((p) => diagnosticOf(view, p)),
        ),
      ),
    setNames: (own) => {
      names = own;
    },
    setOriginal: (original) =>
      view.dispatch({
        effects: diff.reconfigure(original === undefined ? [] : unifiedMergeView({ original, mergeControls: false })),
      }),
    goTo: (place) => {
      const { from, to } = rangeOf(view, place);
      view.dispatch({
        selection: { anchor: from, head: to },
        effects: EditorView.scrollIntoView(from, { y: "center" }),
      });
      view.focus();
    },
    close: () => view.destroy(),
  };
}
