// A chronicle as text that someone who did not write the model can read: a line a change or event, reasons after the colon.

import type { CheckedModel } from "../language/checked-model.ts";
import type { Chronicle, ChronicleEntry, KeptCourse, Reason } from "./chronicle.ts";
import { CHANGE } from "./chronicle.ts";
import { percent, quantity } from "./figures.ts";
import { sayDate } from "./say-date.ts";

/** Parts smaller than this share of the largest are not said. */
const WORTH_SAYING = 0.1;
const MOST_PARTS = 4;

const words = (id: string) => id.replaceAll("_", " ");
const plus = (x: number) => `${x < 0 ? "-" : "+"}${Math.abs(x).toFixed(Math.abs(x) < 0.095 ? 2 : 1)}`;

/** `buffer +1.3, trade +0.4, domino -0.9 against coerce`. */
export function sayReason(reason: Reason): string {
  if (reason.against === undefined) return "nothing else was open";
  const most = Math.abs(reason.parts[0]?.difference ?? 0);
  const said = reason.parts.filter(
    (p) => Math.abs(p.difference) >= WORTH_SAYING * most && Math.abs(p.difference) >= 0.005,
  );
  const against = `against ${words(reason.against)}`;
  if (said.length === 0) return `as good as ${words(reason.against)}`;
  const parts = said
    .slice(0, MOST_PARTS)
    .map((p) => `${p.term === CHANGE ? "cost of changing" : words(p.term)} ${plus(p.difference)}`);
  return `${parts.join(", ")} ${against}`;
}

/** `China's line on Korea`: the label where there is one, else `CHN.korea`. */
const nameOfPolicy = (model: CheckedModel, id: string) => {
  const policy = model.policies.find((p) => p.id === id);
  return policy?.label ?? id;
};

function meaning(model: CheckedModel, policy: string, option: string): string {
  const found = model.policies.find((p) => p.id === policy)?.options.find((o) => o.id === option);
  return found === undefined || found.label === option ? words(option) : `${words(option)} (${found.label})`;
}

function sayEntry(model: CheckedModel, entry: ChronicleEntry): string {
  const at = `${entry.date}  `;
  if (entry.kind === "event") {
    const outcome = entry.outcome === undefined ? "" : `: ${words(entry.outcome)}`;
    const chance = entry.chance >= 1 ? "" : ` (chance ${percent(entry.chance)})`;
    return `${at}${words(entry.label)}${outcome}${chance}`;
  }
  if (entry.kind === "held") {
    return `${at}${entry.owner} is held to ${meaning(model, entry.policy, entry.to)}, from ${words(entry.from)} [${entry.policy}]`;
  }
  const to = meaning(model, entry.policy, entry.to);
  const against = entry.reason.difference < 0 ? "a slip against its own reckoning: " : "";
  return `${at}${entry.owner} turns from ${words(entry.from)} to ${to} (${percent(entry.chance)}): ${against}${sayReason(entry.reason)} [${entry.policy}]`;
}

function sayKept(kept: KeptCourse): string {
  const span = kept.first === kept.last ? kept.first : `${kept.first} to ${kept.last}`;
  const times = kept.times === 1 ? "once" : `${kept.times} times`;
  return `  ${words(kept.option)}, ${times} (${span}): ${sayReason(kept.reason)}`;
}

function sayKeptAll(model: CheckedModel, kept: readonly KeptCourse[]): string[] {
  const lines: string[] = [];
  let policy = "";
  for (const course of kept) {
    if (course.policy !== policy)
      lines.push(`${course.owner}, ${nameOfPolicy(model, course.policy)} [${course.policy}]`);
    policy = course.policy;
    lines.push(sayKept(course));
  }
  return lines;
}

function sayAnswers(model: CheckedModel, chronicle: Chronicle): string[] {
  return chronicle.answers.map(({ question, answer, date }) => {
    const ask = model.questions.find((q) => q.id === question)?.ask ?? question;
    const when = date === undefined ? "" : `, ${date}`;
    if (answer === null) return `  ${ask}  not reached`;
    if (typeof answer === "boolean") return `  ${ask}  ${answer ? `yes${when}` : "no"}`;
    return `  ${ask}  ${typeof answer === "number" ? quantity(answer) : words(answer)}${when}`;
  });
}

export function sayChronicle(model: CheckedModel, chronicle: Chronicle): string[] {
  const { step } = model.clock;
  const lines = [
    `${model.title}: future ${chronicle.run} of seed ${chronicle.seed}, ${sayDate(chronicle.from, step)} to ${sayDate(chronicle.until, step)}`,
    "",
    ...chronicle.entries.map((entry) => sayEntry(model, entry)),
  ];
  if (chronicle.fault) {
    const { date, id, value, at } = chronicle.fault;
    lines.push(`${date}  STOPPED: ${id} became ${value} (${at.file}:${at.line})`);
  }
  if (chronicle.kept.length > 0)
    lines.push("", "Decisions that kept their course", ...sayKeptAll(model, chronicle.kept));
  if (chronicle.answers.length > 0) lines.push("", "In this future", ...sayAnswers(model, chronicle));
  return lines;
}
