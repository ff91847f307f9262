// `standoff trace`: from an answer to the sentence and the line behind it, from a claim to what it moves, and what of a model rests
// on no claim. Reads the wiring of the model; plays nothing unless --effects asks for it.

import type { Command } from "commander";
import { claimsOnLine } from "../../../analysis/evidence/tracing/claims-on-line.ts";
import { keyOf, type ModelWeb, modelWeb } from "../../../analysis/evidence/tracing/model-web.ts";
import { traceClaim, traceQuestion } from "../../../analysis/evidence/tracing/trace.ts";
import { nearestName } from "../../../base/nearest-name.ts";
import type { CheckedModel, Question } from "../../../language/checked-model.ts";
import { plural } from "../../../present/words/figures.ts";
import type { Effects } from "../../../tasks/claims/effects.ts";
import { departuresOf } from "../../../tasks/source.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openModel } from "../open-model.ts";
import { give, mayWrite, type OutputSettings } from "../output.ts";
import { addDepartures, addLuck, addOutput, addVoice, type Settings } from "../settings.ts";
import { targetOf } from "../targets.ts";
import { assumptionsIn } from "./trace/assumptions.ts";
import { effectsOf } from "./trace/effects.ts";
import { type Given, resultOf } from "./trace/given.ts";
import { openTexts, type Texts } from "./trace/quotes.ts";
import { type ClaimTrace, claimShown, elementShown, type QuestionTrace } from "./trace/result.ts";
import { sayAssumptions, sayClaim, sayQuestion, saySentence } from "./trace/say-trace.ts";
import { lineOf, textOf } from "./trace/settings.ts";

type TraceSettings = Settings &
  OutputSettings & {
    claim?: string;
    line?: [string, number];
    assumptions: boolean;
    effects: boolean;
    text: [string, string][];
  };

const RUNS = 10_000;

type Tracing = { model: CheckedModel; web: ModelWeb; texts: Texts; settings: TraceSettings; io: Io };

function wrong(io: Io, says: string): undefined {
  io.err(`standoff: ${says}\n`);
  io.code = EXIT.usage;
  return undefined;
}

/** The one that is named; undefined, with the nearest name said, where there is none. */
function named<T extends { id: string }>(all: readonly T[], id: string, what: string, io: Io): T | undefined {
  const found = all.find((one) => one.id === id);
  if (found) return found;
  const near = nearestName(
    id,
    all.map((one) => one.id),
  );
  return wrong(io, `this model has no ${what} \`${id}\`${near ? `; did you mean \`${near}\`?` : ""}`);
}

const luckOf = (s: TraceSettings) => ({ seed: s.seed, runs: s.runs ?? RUNS, workers: s.workers, quiet: s.quiet });

function withoutEffects({ seed, runs, failed }: Effects): Omit<Effects, "effects"> {
  return { seed, runs, failed };
}

async function questionTrace(t: Tracing, question: Question): Promise<QuestionTrace | undefined> {
  const { model, web, texts, settings, io } = t;
  const rests = traceQuestion(web, model, keyOf.question(question));
  const moving = rests.filter((r) => r.moves).map((r) => r.claim);
  const played = settings.effects ? await effectsOf(model, [question], moving, luckOf(settings), io) : undefined;
  if (settings.effects && !played) return undefined;
  const claims = rests.flatMap(({ claim: id, moves, via }) => {
    const claim = model.claims.find((c) => c.id === id);
    if (!claim) return [];
    const effect = played?.effects.find((e) => e.claim === id);
    const shown = via.map(({ node, how, steps }) => ({ ...elementShown(node), how, steps }));
    return [{ ...claimShown(model, claim, texts), moves, via: shown, ...(effect && { effect }) }];
  });
  const { id, ask, at } = question;
  return { question: { id, ask, at }, claims, ...(played && { effects: withoutEffects(played) }) };
}

async function claimTrace(t: Tracing, id: string): Promise<ClaimTrace | undefined> {
  const { model, web, texts, settings, io } = t;
  const claim = named(model.claims, id, "claim", io);
  if (!claim) return undefined;
  const moved = traceClaim(web, model, id);
  const felt = model.questions.filter((q) => moved.questions.some((m) => m.id === q.id && m.moves));
  const plays = settings.effects && felt.length > 0;
  const played = plays ? await effectsOf(model, felt, [id], luckOf(settings), io) : undefined;
  if (plays && !played) return undefined;
  return {
    claim: claimShown(model, claim, texts),
    when: moved.when.map(elementShown),
    because: moved.because.map(elementShown),
    believedBy: moved.believedBy,
    questions: moved.questions.map(({ id: question, moves }) => {
      const effect = played?.effects.find((e) => e.question === question);
      const { ask } = model.questions.find((q) => q.id === question)!;
      return { id: question, ask, moves, ...(effect && { effect }) };
    }),
    ...(played && { effects: withoutEffects(played) }),
  };
}

/** From a sentence, by its source and line: every claim that stands there, each with what it moves. */
async function sentenceGiven(t: Tracing, [source, line]: [string, number]): Promise<Given | undefined> {
  const { model, texts, io } = t;
  const known = named(model.sources, source, "source", io);
  if (!known) return undefined;
  const text = texts.text(source);
  if (!text) return wrong(io, `the text of \`${source}\` is not at hand: give it with --text ${source}=FILE`);
  if (line > text.lines.length)
    return wrong(io, `the text of \`${source}\` has ${plural(text.lines.length, "line")}, and no line ${line}`);
  const { here, lines } = claimsOnLine(
    text,
    model.claims.filter((c) => c.source === source),
    line,
  );
  const traces: ClaimTrace[] = [];
  for (const claim of here) {
    const one = await claimTrace(t, claim.id);
    if (!one) return undefined;
    traces.push(one);
  }
  const value = { source, line, claims: traces, lines };
  return { what: "sentence", document: saySentence(value), value, claims: traces.map((c) => c.claim) };
}

async function givenOf(t: Tracing, name: string | undefined): Promise<Given | undefined> {
  if (t.settings.assumptions) {
    const value = assumptionsIn(t.model, t.web, t.texts);
    return { what: "assumptions", document: sayAssumptions(value), value, claims: value.unused };
  }
  if (t.settings.claim !== undefined) {
    const value = await claimTrace(t, t.settings.claim);
    return value && { what: "claim", document: sayClaim(value), value, claims: [value.claim] };
  }
  if (t.settings.line !== undefined) return sentenceGiven(t, t.settings.line);
  const { questions } = t.model;
  if (questions.length === 0) return wrong(t.io, "this model asks nothing: name a claim with --claim");
  const question = name === undefined ? questions[0] : named(questions, name, "question", t.io);
  const value = question && (await questionTrace(t, question));
  return value && { what: "question", document: sayQuestion(value), value, claims: value.claims };
}

async function trace(io: Io, words: readonly string[], settings: TraceSettings): Promise<void> {
  if (!mayWrite(io, settings.output)) return;
  const { named: folderNamed, names } = targetOf(words);
  const opened = openModel(folderNamed, departuresOf(settings), io);
  if (!opened) return;
  const { model, folder } = opened;
  const given = new Map(settings.text);
  for (const id of given.keys()) if (!named(model.sources, id, "source", io)) return;
  const texts = await openTexts(model, folder, given, io);
  if (!texts) return;
  const found = await givenOf({ model, web: modelWeb(model), texts, settings, io }, names[0]);
  if (found) give(io, settings, resultOf(model, found));
}

const EXAMPLE = `  $ standoff trace models/six-party domino
  $ standoff trace models/six-party --claim missile_aid --effects
  $ standoff trace models/two-states --line note:3
  $ standoff trace models/six-party --assumptions
`;

const addTraceSettings = (command: Command) =>
  command
    .option("--claim <id>", "what a claim moves, instead of what an answer rests on")
    .option("--line <source:line>", "what the claims on a line of a source move", lineOf)
    .option("--assumptions", "what rests on no claim, and the claims that nothing uses", false)
    .option("--effects", "play, and say what each claim does to the answer", false)
    .option<[string, string][]>(
      "--text <source=file>",
      "the text of a source, to quote from (may be repeated)",
      textOf,
      [],
    );

export const addTrace: AddVerb = (program, io) => {
  const command = program
    .command("trace")
    .description("From an answer to sentence and line, and from a claim to what it moves.")
    .usage("[folder] [question] [options]")
    .argument("[words...]", "the folder of a model, then a question")
    .addHelpText("before", EXAMPLE);
  addTraceSettings(addOutput(addVoice(addLuck(addDepartures(command), RUNS)))).action(
    (words: string[], settings: TraceSettings) => trace(io, words, settings),
  );
};
