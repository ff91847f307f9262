// The tools: one record each, name, what it is for, what it takes, and the command line that it stands for. In: checked arguments.
// Out: words of the command line. The answer carries that command, so that a person can run it and get the same numbers.

import { z } from "zod";
import { nearestName } from "../../base/nearest-name.ts";

const RUNS = 20_000;
const CELLS = 4_096;

const model = z.string().optional().describe("the name of a model (list_models); or give `text`");
const text = z.string().max(250_000).optional().describe("the YAML of a whole model, in place of `model`");
const subject = { model, text };
const seed = z
  .number()
  .int()
  .min(0)
  .max(4294967295)
  .optional()
  .describe("the luck (1): the same seed, the same futures");
const runs = (most: number, usual: number) =>
  z.number().int().min(16).max(most).optional().describe(`how many futures (${usual})`);
const departures = {
  scenario: z.array(z.string()).max(8).optional().describe("scenarios or lenses laid over the model, by id"),
  set: z
    .array(z.string())
    .max(40)
    .optional()
    .describe("levers moved: CHN.foresight=24, a claim's credence, a parameter"),
  hold: z.array(z.string()).max(40).optional().describe("choices held: CHN.korea=coerce, CHN.korea=coerce@2026-01"),
};
const luck = (most: number, usual: number) => ({ runs: runs(most, usual), seed });

type Given = Record<string, unknown>;

/** Arguments that a tool does not have are refused, with the nearest that it has. */
function argumentsOf<S extends z.ZodRawShape>(shape: S) {
  const known = Object.keys(shape);
  const unknown = (name: string) => {
    const near = nearestName(name, known);
    return `there is no argument \`${name}\`; ${near ? `did you mean \`${near}\`?` : `there are: ${known.join(", ")}`}`;
  };
  return z.strictObject(shape, {
    error: (issue) => (issue.code === "unrecognized_keys" ? issue.keys?.map(unknown).join("; ") : undefined),
  });
}

/** A command line from its words and the options that were given. */
function line(verb: string, folder: string, names: readonly unknown[], given: Given, usual: Given = {}): string[] {
  const options = Object.entries({
    ...usual,
    ...Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined)),
  });
  const words = options.flatMap(([name, value]) => {
    const option = `--${name.replaceAll("_", "-")}`;
    if (value === true) return [option];
    if (value === false) return [];
    // A value of its own word may begin with a dash; after `=` it cannot be taken for an option
    return Array.isArray(value) ? value.map((one) => `${option}=${one}`) : [`${option}=${value}`];
  });
  // After `--` a name stays a name, whatever it begins with
  return [verb, folder, ...words, "--", ...names.filter((name) => name !== undefined).map(String)];
}

export type Tool = {
  title: string;
  description: string;
  input: z.ZodObject;
  /** `folder`: where the model is; of `read`, the file of the text. */
  words: (folder: string, given: Given) => string[];
};

const without = (given: Given, ...names: string[]) =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !["model", "text", ...names].includes(name)));
const list = (value: unknown) => (Array.isArray(value) ? value.join(",") : undefined);

export const TOOLS: Readonly<Record<string, Tool>> = {
  check: {
    title: "Check a model",
    description:
      "Says everything that is wrong with a model at once, each problem with line, column and what would mend it. Use it after every change of a draft, until there are no problems.",
    input: argumentsOf(subject),
    words: (folder) => ["check", folder],
  },
  ask: {
    title: "Ask a model its questions",
    description:
      "Plays a model forward and answers its questions: a sentence, shares with sampling errors, and how good the ground is. Report the error and the confidence with the number.",
    input: argumentsOf({
      ...subject,
      questions: z.array(z.string()).optional().describe("ids; all where left out"),
      ...departures,
      ...luck(RUNS, 2000),
    }),
    words: (folder, g) => line("ask", folder, (g.questions as string[]) ?? [], without(g, "questions"), { runs: 2000 }),
  },
  explain: {
    title: "Why this answer",
    description:
      "Why an actor chooses as it does, in its own values, and which claims, numbers and choices carry the answer, each with its line in the model.",
    input: argumentsOf({
      ...subject,
      question: z.string().optional().describe("a question or policy; the first question where left out"),
      instead: z.string().optional().describe("an option: why not this one?"),
      at: z.string().optional().describe("a date within the clock"),
      ...departures,
      ...luck(RUNS, 2000),
    }),
    words: (folder, g) => line("explain", folder, [g.question], without(g, "question"), { runs: 2000 }),
  },
  compare: {
    title: "Compare scenarios",
    description:
      "Plays scenarios under the same luck and compares a measure: differences with intervals, how often each is best, what each changed.",
    input: argumentsOf({
      ...subject,
      scenarios: z
        .array(z.string())
        .max(12)
        .optional()
        .describe("ids; `as-is` is the model itself; all where left out"),
      measure: z.array(z.string()).max(4).optional().describe("formulas of the model, for instance utility(CHN)"),
      at: z.string().optional().describe("a date, in place of the mean over the clock"),
      set: departures.set,
      hold: departures.hold,
      ...luck(5000, 1000),
    }),
    words: (folder, g) =>
      line("compare", folder, (g.scenarios as string[]) ?? [], without(g, "scenarios"), { runs: 1000 }),
  },
  foresight: {
    title: "Is it sight, belief or values?",
    description:
      "Raises an actor's horizon, or lets it count on the others' replies, under the same luck, and says whether its choice changes.",
    input: argumentsOf({
      ...subject,
      actor: z.string(),
      steps: z.array(z.number().int().min(0).max(600)).max(8).optional(),
      levels: z.array(z.number().int().min(1).max(2)).max(2).optional(),
      correct_beliefs: z.boolean().optional().describe("also: what it believes is put right"),
      ...departures,
      ...luck(5000, 1000),
    }),
    words: (folder, g) =>
      line(
        "foresight",
        folder,
        [g.actor],
        { ...without(g, "actor"), steps: list(g.steps), levels: list(g.levels) },
        { runs: 1000 },
      ),
  },
  stability: {
    title: "Which states hold",
    description:
      "The graph model of the conflict: in which states nobody would leave, by five concepts of stability, and how surely.",
    input: argumentsOf({
      ...subject,
      policies: z.array(z.string()).max(6).optional(),
      actors: z.array(z.string()).max(6).optional(),
      state: z.string().optional().describe("explain one state: 'CHN.korea=patience,PRK.bomb=build'"),
      make_stable: z.boolean().optional(),
      ...luck(CELLS, 128),
    }),
    words: (folder, g) =>
      line(
        "stability",
        folder,
        [],
        { ...without(g), policies: list(g.policies), actors: list(g.actors) },
        { runs: 128 },
      ),
  },
  game: {
    title: "The game that a model implies",
    description: "Payoffs of commitments with their errors, what is dominated, equilibria and how sure they are.",
    input: argumentsOf({
      ...subject,
      actors: z.array(z.string()).max(4).optional(),
      policies: z.array(z.string()).max(6).optional(),
      equilibria: z.boolean().optional().describe("also those in which somebody mixes"),
      ...luck(CELLS, 128),
    }),
    words: (folder, g) =>
      line("game", folder, [], { ...without(g), policies: list(g.policies), actors: list(g.actors) }, { runs: 128 }),
  },
  play: {
    title: "One future, told",
    description:
      "One played future as a chronicle: what happened, each change of course with its chance and its reason. The same seed and run give the same future.",
    input: argumentsOf({ ...subject, run: z.number().int().min(0).max(1_000_000), ...departures, seed }),
    words: (folder, g) => line("play", folder, [], without(g)),
  },
  watch: {
    title: "Hold a model against its record",
    description:
      "What the dated observations of a model say of its state, and its answers from there. Only for models that have a history.",
    input: argumentsOf({
      model,
      as_of: z.string().optional(),
      questions: z.array(z.string()).optional(),
      ...luck(RUNS, 1000),
    }),
    words: (folder, g) =>
      line("watch", folder, (g.questions as string[]) ?? [], without(g, "questions"), { runs: 1000 }),
  },
  read: {
    title: "Claims in a text",
    description:
      "Reads a text offline and drafts claims with exact positions and how each is said (asserted, reported, denied, opinion, forecast). A person accepts each before it belongs to a model.",
    input: argumentsOf({ text: z.string().min(1).max(500_000).describe("the text itself") }),
    words: (file) => ["read", file],
  },
};
