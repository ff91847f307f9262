// The sections that rest on the world's names: policies, values, events, questions, scenarios, and the requests to an engine.

import type { BlockRequest } from "../../src/engine/interpreter/engine.ts";
import type { CheckedModel, Hold } from "../../src/language/checked-model.ts";
import type {
  DepartureDescription,
  Description,
  EffectDescription,
  EventDescription,
  PolicyDescription,
  QuestionDescription,
} from "./describe-model.ts";
import { pick, type Readable, type Sight } from "./sight.ts";
import { writeNumber, writeTruth } from "./write-formula.ts";
import { dateAt, following, inside, scalars, stateSight, stepSight, type World } from "./write-model.ts";
import type { Yaml } from "./yaml-text.ts";

const without = (fields: Record<string, Yaml | undefined>): { [key: string]: Yaml } =>
  Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined)) as { [key: string]: Yaml };

const owning = (s: Sight, members: string[]): Sight => ({
  ...s,
  bindings: [{ index: "owner", members }, ...s.bindings],
});

/** What stands before the dot: the set that has just these members, or the one actor. */
function ownerName(w: World, owners: readonly string[]): string {
  const set = w.sets.find((s) => s.members.join() === owners.join());
  return owners.length === 1 && w.actors.length > 1 ? owners[0]! : (set?.name ?? owners[0]!);
}

const policyKeys = (w: World) => w.policies.map((p) => `${ownerName(w, p.owners)}.${p.name}`);

function writeTaste({ taste }: PolicyDescription, s: Sight): Yaml | undefined {
  if (taste === null) return undefined;
  const sd = taste.state === null ? taste.sd : `abs(clamp(${following(taste.state, s)}, -2, 2))`;
  return without({ sd, half_life: taste.halfLife });
}

function writeReview({ calls, review }: PolicyDescription, events: number, s: Sight): Yaml | undefined {
  if (calls === null) return review;
  const on = [...new Set(calls.on.map((i) => `e${i % Math.max(1, events)}`))];
  const isEmpty = calls.every === undefined && calls.first === null && calls.when === null && on.length * events === 0;
  return without({
    every: isEmpty ? 2 : calls.every,
    first: calls.first ?? undefined,
    on: events > 0 && on.length > 0 ? on : undefined,
    when: calls.when === null ? undefined : writeTruth(calls.when, s),
  });
}

function writeSwitching({ switching, entering }: PolicyDescription, options: string[], s: Sight): Yaml | undefined {
  if (entering === null) return switching ?? undefined;
  const cost = entering.state === null ? entering.cost : `abs(clamp(${following(entering.state, s)}, -2, 2))`;
  return without({ default: switching ?? undefined, [pick(options, entering.option)!]: cost });
}

function writeStart({ chances, start }: PolicyDescription, options: string[]): Yaml {
  const given = chances?.slice(0, options.length);
  if (!given?.some((chance) => chance > 0)) return pick(options, start)!;
  return Object.fromEntries(given.map((chance, i) => [options[i]!, chance]));
}

function writePolicy(p: PolicyDescription, i: number, events: number, w: World): Yaml {
  const { options, owners } = w.policies[i]!;
  const s = owning(stepSight(w, "never"), owners);
  const plain = stateSight(w);
  const only = Object.fromEntries(p.only.map((o) => [pick(options, o.option)!, writeTruth(o.when, s)]));
  const once = [...new Set(p.once.map((o) => pick(options, o)!))];
  return without({
    options: p.labels ? Object.fromEntries(options.map((o) => [o, `To ${o}`])) : options,
    start: writeStart(p, options),
    age: p.age ?? undefined,
    review: writeReview(p, events, s),
    taste: writeTaste(p, plain),
    only: p.only.length > 0 ? only : undefined,
    once: once.length > 0 ? once : undefined,
    switching: writeSwitching(p, options, plain),
  });
}

export function writePolicies(d: Description, w: World): { [key: string]: Yaml } {
  const keys = policyKeys(w);
  return Object.fromEntries(d.policies.map((p, i) => [keys[i]!, writePolicy(p, i, d.events.length, w)]));
}

/** A value's owner by its name, and who that is: an actor, or a set of actors. */
function valueOwners(w: World): { name: string; members: string[] }[] {
  const sets = w.sets.filter((s) => s.members.every((m) => w.actors.includes(m)));
  return [...w.actors.map((name) => ({ name, members: [name] })), ...sets];
}

/** A value may read the utility of an actor before its own, so that utilities never go in a circle. */
function valueSight(w: World, members: string[]): Sight {
  const first = Math.min(...members.map((m) => w.actors.indexOf(m)));
  return { ...owning(stepSight(w, "never"), members), utilities: w.actors.slice(0, first) };
}

export function valueNames(d: Description, w: World): string[] {
  return d.values.map((v, i) => `${pick(valueOwners(w), v.of)!.name}.w${i}`);
}

export function writeValues(d: Description, w: World): { [key: string]: Yaml } {
  const values: { [key: string]: { [key: string]: Yaml } } = {};
  d.values.forEach((v, i) => {
    const { name, members } = pick(valueOwners(w), v.of)!;
    values[name] ??= {};
    const follows = v.state && `clamp(${following(v.state, owning(stateSight(w), members))}, -3, 3)`;
    values[name][`w${i}`] = { weight: follows ?? v.weight, is: writeNumber(v.is, valueSight(w, members)) };
  });
  return values;
}

type Stock = Readable & { stock: boolean };

function writeEffects(effects: readonly EffectDescription[], w: World): { [key: string]: Yaml } | undefined {
  const stocks = w.variables.filter((v) => v.stock);
  if (effects.length === 0 || stocks.length === 0) return undefined;
  const set: { [key: string]: Yaml } = {};
  for (const e of effects) {
    const stock: Stock = pick(stocks, e.target)!;
    const members = pick(scalars([stock]), e.target)!;
    const key = e.member ? members : stock.name;
    const s = inside(stepSight(w, "step"), stock);
    const to = writeNumber(e.to, s);
    set[key] = e.form === "move" ? `${stock.name} + clamp(${to}, -2, 2)` : `clamp(${to}, -40, 40)`;
  }
  return set;
}

const PLAIN_CHANCES = [[1], [0.25, 0.75], [0.2, 0.3, 0.5]];

function writeOutcomes(e: EventDescription, w: World): Yaml | undefined {
  if (e.outcomes === null) return undefined;
  const { form, parts } = e.outcomes;
  const s = stepSight(w, "step");
  return Object.fromEntries(
    parts.map((part, i): [string, Yaml] => {
      const plain = PLAIN_CHANCES[parts.length - 1]![i]!;
      const chance = form === "plain" ? plain : `clamp(${writeNumber(part.chance, s)}, 0, 1)`;
      const set = writeEffects(part.set, w);
      return [`out${i}`, set ? { chance, set } : chance];
    }),
  );
}

function writeEvent(e: EventDescription, w: World): Yaml {
  const chance =
    e.chance?.form === "plain" ? e.chance.v : e.chance && `0 + ${writeNumber(e.chance.is, stepSight(w, "step"))}`;
  return without({
    at: e.at === null && e.chance !== null ? undefined : dateAt(w, (e.at ?? 1) % w.clock.steps),
    chance: chance ?? undefined,
    set: writeEffects(e.set, w),
    outcomes: writeOutcomes(e, w),
    repeats: e.repeats ? true : undefined,
  });
}

export function writeEvents(d: Description, w: World): { [key: string]: Yaml } {
  return Object.fromEntries(d.events.map((e, i) => [`e${i}`, writeEvent(e, w)]));
}

/** `CHN.line`: one policy of one actor. */
function policyOf(w: World, i: number): { id: string; options: string[] } {
  const policy = pick(w.policies, i)!;
  return { id: `${pick(policy.owners, Math.floor(i / 2))}.${policy.name}`, options: policy.options };
}

function writeQuestion(q: QuestionDescription, i: number, w: World): Yaml {
  const at = q.at === null ? undefined : dateAt(w, q.at % w.clock.steps);
  const s = stepSight(w, "never");
  const { id, options } = policyOf(w, q.i);
  const ask = `Question ${i}?`;
  if (q.kind === "options") return without({ ask, about: id, at });
  if (q.kind === "event") return without({ ask, event: writeTruth(q.when, s), by: at });
  if (q.kind === "quantity") return without({ ask, about: `0 + ${writeNumber(q.of, s)}`, at });
  return without({ ask, compare: id, hold: pick(options, q.o)!, measure: writeNumber(q.of, s), at });
}

export function writeQuestions(d: Description, w: World): { [key: string]: Yaml } {
  return Object.fromEntries(d.questions.map((q, i) => [`q${i}`, writeQuestion(q, i, w)]));
}

function writeHeld(h: DepartureDescription["holds"][number], options: string[], w: World): Yaml {
  const option = pick(options, h.option)!;
  if (h.form === "whole") return option;
  const first = h.from === null ? 0 : h.from % w.clock.steps;
  const from = h.from === null ? undefined : dateAt(w, first);
  const until = h.until === null ? undefined : dateAt(w, first + 1 + (h.until % w.clock.steps));
  const condition = h.while === null ? undefined : writeTruth(h.while, stepSight(w, "never"));
  const span = without({ option, from, until, while: condition });
  const rest = without({ option: pick(options, h.option + 1)!, from: dateAt(w, h.option % w.clock.steps) });
  return h.form === "span" ? span : [span, rest];
}

function writeDeparture(s: DepartureDescription, d: Description, w: World): Yaml {
  const one = (names: readonly string[], entry: { i: number; v: number } | null) =>
    entry === null || names.length === 0 ? undefined : { [pick(names, entry.i)!]: entry.v };
  const sharpened = (i: number, v: number) => {
    const actor = pick(w.actors, i)!;
    return { [actor]: d.actors[w.actors.indexOf(actor)]!.level === 2 ? Math.min(v, 3) : v };
  };
  const lens = without({
    label: "A departure",
    lens: s.lens ? true : undefined,
    credence: one(w.claims, s.credence),
    foresight: s.foresight === null ? undefined : sharpened(s.foresight.i, s.foresight.v),
    parameters: one(
      w.parameters.filter((p) => !p.truth).map((p) => p.name),
      s.parameter,
    ),
    values: one(valueNames(d, w), s.weight),
  });
  if (s.lens) return lens;
  const keys = policyKeys(w);
  const names = [...keys, ...w.policies.map((p) => `${p.owners[0]}.${p.name}`)];
  const hold = s.holds.map((h) => {
    const at = h.policy % names.length;
    return [names[at]!, writeHeld(h, w.policies[at % keys.length]!.options, w)] as const;
  });
  const stocks = w.variables.filter((v) => v.stock).map((v) => v.name);
  return without({
    ...lens,
    hold: hold.length > 0 ? Object.fromEntries(hold) : undefined,
    start: one(stocks, s.start),
    actors: s.believes === null ? undefined : believing(s.believes, w),
    policies: s.review === null ? undefined : { [pick(keys, s.review.i)!]: { review: s.review.v } },
    clock: s.steps === null ? undefined : { steps: s.steps },
  });
}

function believing(b: { actor: number; about: number; v: number }, w: World): Yaml | undefined {
  const targets = [...w.claims, ...scalars(w.parameters)];
  if (targets.length === 0) return undefined;
  return { [pick(w.actors, b.actor)!]: { believes: { [pick(targets, b.about)!]: b.v } } };
}

export function writeHolds(d: Description, w: World): { [key: string]: Yaml } {
  return Object.fromEntries(d.scenarios.map((s, i) => [`s${i}`, writeDeparture(s, d, w)]));
}

/** What is asked of an engine that plays the model. */
export function requestsFor(d: Description, model: CheckedModel): BlockRequest[] {
  return d.requests.map(({ seed, first, count, holds }) => ({
    seed,
    first,
    count,
    holds: holds.map((h): Hold => {
      const policy = h.policy % model.policies.length;
      const [from, until] = [h.from, h.until].map((x) => x % (model.clock.steps + 1)) as [number, number];
      const condition = h.while % (2 * Math.max(1, model.conditions?.length ?? 0));
      const isOn = condition < (model.conditions?.length ?? 0);
      const option = h.option % model.policies[policy]!.options.length;
      return { policy, option, from, until, ...(isOn && { while: condition }) };
    }),
  }));
}
