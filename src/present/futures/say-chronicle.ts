// A chronicle as a document that someone who did not write the model can read: a line a change or event, the reason after the colon.
// A choice that went against the actor's own reckoning says so: an actor picks the better option more often, not always.

import type { CheckedModel } from "../../language/checked-model.ts";
import { type Document, heading, lines, type Part, sentence } from "../document/document.ts";
import { nameInWords, percent, quantity } from "../words/figures.ts";
import { sayDate } from "../words/say-date.ts";
import type { CalledBy, Chronicle, ChronicleEntry, KeptCourse, Reason } from "./chronicle.ts";
import { CHANGE, TASTE } from "./chronicle.ts";

/** Parts smaller than this share of the largest are not said. */
const WORTH_SAYING = 0.1;
const SMALLEST_SAID = 0.005;
const MOST_PARTS = 4;
/** A date and two blanks: what is wrapped stands under the text. */
const UNDER_DATE = 2;

const figure = (x: number) => `${x < 0 ? "-" : "+"}${Math.abs(x).toFixed(Math.abs(x) < 0.095 ? 2 : 1)}`;

function sayParts({ parts }: Reason): string {
  const most = Math.abs(parts[0]?.difference ?? 0);
  const said = parts.filter((p) => Math.abs(p.difference) >= Math.max(SMALLEST_SAID, WORTH_SAYING * most));
  const words = (term: string) =>
    term === CHANGE ? "cost of changing" : term === TASTE ? "its own leaning" : nameInWords(term);
  return said
    .slice(0, MOST_PARTS)
    .map((p) => `${words(p.term)} ${figure(p.difference)}`)
    .join(", ");
}

/** `buffer +1.3, trade +0.4, domino -0.9 against coerce`; against its own reckoning: `though hedge looked better (...)`. */
export function sayReason(reason: Reason): string {
  if (reason.against === undefined) return "nothing else was open";
  const other = nameInWords(reason.against);
  const parts = sayParts(reason);
  if (parts === "") return `as good as ${other}`;
  return reason.difference < 0 ? `though ${other} looked better (${parts})` : `${parts} against ${other}`;
}

function meaning(model: CheckedModel, policy: string, option: string): string {
  const found = model.policies.find((p) => p.id === policy)?.options.find((o) => o.id === option);
  return found === undefined || found.label === option ? nameInWords(option) : `${nameInWords(option)}, ${found.label}`;
}

/** The policy is named only where its owner has several. */
function subject(model: CheckedModel, entry: { owner: string; policy: string }): string {
  const { owner } = model.policies.find((p) => p.id === entry.policy)!;
  const many = model.policies.filter((p) => p.owner === owner).length > 1;
  return many ? `${entry.owner} (${entry.policy})` : entry.owner;
}

function sayEntry(model: CheckedModel, entry: ChronicleEntry): string {
  if (entry.kind === "event") {
    const outcome = entry.outcome === undefined ? "" : `: ${nameInWords(entry.outcome)}`;
    const chance = entry.chance >= 1 ? "" : ` (chance ${percent(entry.chance)})`;
    return `${nameInWords(entry.label)}${outcome}${chance}`;
  }
  const to = meaning(model, entry.policy, entry.to);
  const turn = `${subject(model, entry)} turns from ${nameInWords(entry.from)} to ${to}`;
  if (entry.kind === "held") return `${turn}: held so`;
  const said = `${turn} (${percent(entry.chance)}): ${sayReason(entry.reason)}`;
  return entry.called ? `${sayCalled(model, entry.called)}, ${said}` : said;
}

/** `After the test of March 2026`, `As tests > 6 turns true`. */
function sayCalled(model: CheckedModel, called: CalledBy): string {
  if ("condition" in called) return `As ${called.condition} turns true`;
  const label = nameInWords(called.event);
  const name = /^(the|an?) /i.test(label) ? label.replace(/^./, (c) => c.toLowerCase()) : `the ${label}`;
  return `After ${name} of ${sayDate(called.date, model.clock.step)}`;
}

function sayKept(model: CheckedModel, kept: KeptCourse): string {
  const span = kept.first === kept.last ? kept.first : `${kept.first} to ${kept.last}`;
  const times = kept.times === 1 ? "once" : `${kept.times} times`;
  const { option, reason } = kept;
  return `${subject(model, kept)} keeps ${nameInWords(option)} ${times} (${span}): ${sayReason(reason)}`;
}

function sayAnswers(model: CheckedModel, chronicle: Chronicle): string[] {
  return chronicle.answers.map(({ question, answer, date }) => {
    const of = model.questions.find((q) => q.id === question)!;
    const when = date === undefined ? "" : `, ${date}`;
    const measured = of.kind === "comparison" ? `${of.written}${of.step === undefined ? " on average" : ""} ` : "";
    if (answer === null) return `${of.ask}  not reached`;
    if (typeof answer === "boolean") return `${of.ask}  ${answer ? `yes${when}` : "no"}`;
    return `${of.ask}  ${measured}${typeof answer === "number" ? quantity(answer) : nameInWords(answer)}${when}`;
  });
}

function sayClaims(chronicle: Chronicle): Part[] {
  if (chronicle.claims.length === 0) return [];
  const said = (truth: boolean) => chronicle.claims.filter((c) => c.true === truth).map((c) => c.id);
  const list = (ids: string[]) => (ids.length === 0 ? "none" : ids.join(", "));
  return [heading("Claims in this future"), lines([`true: ${list(said(true))}`, `false: ${list(said(false))}`])];
}

const NOTE =
  "In parentheses the chance of the choice at that moment. An actor picks the better option more often, not always; reasons are " +
  "differences of its value terms, as it reckons them.";

const LEANING = "Its own leaning: what it likes for reasons outside the model.";

const hasTaste = (model: CheckedModel) => model.policies.some((p) => p.taste);

/** `whole`: also which claims are true in this future. */
export function sayChronicle(model: CheckedModel, chronicle: Chronicle, whole = false): Document {
  const { step } = model.clock;
  const span = `${sayDate(chronicle.from, step)} to ${sayDate(chronicle.until, step)}`;
  const story = chronicle.entries.map((entry) => `${entry.date}  ${sayEntry(model, entry)}`);
  if (chronicle.fault) {
    const { date, id, value, at } = chronicle.fault;
    story.push(`${date}  Stopped here: \`${id}\` became ${value} (${at.file}:${at.line})`);
  }
  const parts: Part[] = [lines(story, chronicle.from.length + UNDER_DATE)];
  if (chronicle.kept.length > 0) {
    parts.push(heading("Decisions that kept their course"), lines(chronicle.kept.map((k) => sayKept(model, k))));
  }
  if (chronicle.answers.length > 0) parts.push(heading("In this future"), lines(sayAnswers(model, chronicle)));
  if (whole) parts.push(...sayClaims(chronicle));
  if (chronicle.entries.some((e) => e.kind === "change") || chronicle.kept.length > 0)
    parts.push(heading("How to read it"), sentence(hasTaste(model) ? `${NOTE} ${LEANING}` : NOTE));
  return { title: `${model.title}: future ${chronicle.run} of seed ${chronicle.seed}, ${span}`, parts };
}
