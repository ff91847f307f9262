// Words that can be the finite verb of a clause: a list of facts about English, with the regular forms derived.
// In: a lower-case word. Out: whether it is surely finite, maybe (also a plural noun), or no. Used to tell a phrase from a statement.

const AUXILIARIES =
  "is are was were am has have had do does did will would can could may might must shall should cannot isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t don’t doesn’t didn’t won’t wouldn’t can’t couldn’t";

/** Past forms that no rule makes, and that are not nouns. */
const IRREGULAR =
  "became began beheld bent bid bled blew bore bought broke brought built came caught chose clung cost crept cut dealt drank drew drove dug fed fell felt fled flew forbade forgot fought found froze gave got grew held hid hit hung hurt kept knew laid lay led left lent let lost made meant met overthrew paid put quit ran rang read rode rose sank sat saw sent set shook shot shrank shut sold sought spent split spoke sprang stood stole strove struck stuck sung swam swept swore thought threw told took tore understood undid went woke won wore withdrew withstood wrote said held broke sunk spread";

/** Verbs whose -s and -ed forms are rarely nouns. */
const VERBS =
  "accept accuse achieve acquire act add address adjust admit adopt advance advise afford agree allege allow alter announce answer appear apply appoint approve argue arise arm arrest arrive ask assemble assert assess assist assume assure attain avoid await back become befall begin believe belong bind blame block boost bring build call capture carry cause cease challenge choose cite claim clarify close collapse collect combine come command compel compete complain complete comply conceal concede conclude condemn conduct confirm confront consider consist constitute contain contend continue contribute control convene convert convince cooperate cover create cross declare decline decrease deepen defeat defend define delay deliver demand demonstrate deny depend deploy describe deserve destroy deter determine develop differ diminish disappear discover discuss dismantle dismiss disperse dominate doubt draw drift drive drop earn emerge emphasize employ enable encourage end endanger endure enforce engage enjoy ensure enter escalate establish exceed exclude exercise exist expand expect expel expire explain exploit express extend face fail fear feed fight flee flow force foresee forget form freeze fuel fulfil fulfill gain gather generate give govern grow guarantee halt happen harm help hesitate hint hold hope host identify ignore illustrate imply impose improve include increase indicate induce influence inform inspect insist install intend intensify interpret invade invest invite involve join justify keep kill know lack lapse launch lead leave lie limit link listen live look lose maintain make manage matter mean measure meet mention mock monitor move negotiate note notice object oblige observe obtain occupy occur offend offer open operate oppose order organize originate overlook owe pass pay perceive permit persuade place play pledge point pose possess postpone praise predict prefer prepare present preserve press pretend prevail prevent produce profit promise promote propose protect prove provide provoke publish pull punish purchase pursue push question raise reach react realize receive recognise recognize recommend reduce refer reflect refrain refuse regard regret reinforce reject relate release rely remain remember remind remove render renew repeat replace reply report represent request require resist resolve respond rest restore restrict result retain retreat return reveal rise risk rule run say secure see seek seem sell send serve settle shape share shift show shrink sign signal sit solve sound speak spend stand start state stay steer stem stop strengthen stress struggle submit succeed suffer suggest supply support suppose surround survive suspect suspend swear take talk teach tell tend test testify think threaten trade train transfer transform treat trigger trust try turn undermine understand undo undermine unveil urge use vanish view visit vote vow wait walk want warn watch weaken welcome widen win wish withdraw withhold witness work worry worsen yield mark contradict confuse brand complicate highlight represent steady remain rank rival mirror fall feel find fit get go hear hear hide hit hurt lay leave lend let light read ride ring seek shake shine shoot shut sink sleep slide split spread stick strike sweep swing tear throw wake wear write blink decide dredge drown flood ram reopen reserve drop last linger loom matter mend dig";

/** -s forms that are as often plural nouns; they count as verbs only where nothing better is found. */
const NOUN_TOO =
  "acts advances aims answers arms attacks backs bids blames blocks boosts calls causes challenges changes claims closes commands concerns controls costs covers crosses cuts deals delays demands deserves doubts drifts drives drops ends exercises exports faces fears fights flows forces forms fuels gains grows halts helps holds hopes hosts imports increases interests invites kills lacks lands lapses leads leaves lies limits links looks lows marks matters means measures meets moves notes notices objects offers opens orders passes pays places plans plays pledges points poses powers praises presses profits promises protests pulls purchases questions raids raises ranks reports requests rests results retreats returns reveals rises risks rivals rules runs sanctions seconds shapes shares shifts shows signals signs sounds splits spreads stands starts states stays stems steps stops stresses strikes struggles supplies supports surrounds talks tests threats trades trains transfers treats triggers trusts turns upgrades uses views visits votes wages waits walks wants warrants watches winds wins wishes works worries yields";

function finiteForms(): Set<string> {
  const forms = new Set([...AUXILIARIES.split(" "), ...IRREGULAR.split(" ")]);
  for (const verb of VERBS.split(" ")) {
    const y = /[^aeiou]y$/.test(verb);
    forms.add(y ? `${verb.slice(0, -1)}ies` : /(?:s|x|z|ch|sh)$/.test(verb) ? `${verb}es` : `${verb}s`);
    if (verb.endsWith("e")) forms.add(`${verb}d`);
    else if (y) forms.add(`${verb.slice(0, -1)}ied`);
    else {
      forms.add(`${verb}ed`);
      forms.add(`${verb}${verb.at(-1)}ed`);
    }
  }
  for (const form of NOUN_TOO.split(" ")) forms.delete(form);
  return forms;
}

const FINITE = finiteForms();
const MAYBE = new Set([...NOUN_TOO.split(" "), ...VERBS.split(" ")]);
const AUX = new Set(AUXILIARIES.split(" "));

export function isAuxiliary(lower: string): boolean {
  return AUX.has(lower);
}

export function isFiniteVerb(lower: string): boolean {
  return FINITE.has(lower);
}

/** Could be finite in the right company: "trades", "want". */
export function maybeVerb(lower: string): boolean {
  return FINITE.has(lower) || MAYBE.has(lower);
}

/**
 * Finite where it stands: for sure, or a plain form behind a plural ("satellites pass") or a pronoun ("that leads").
 * Words of grammar and of names are no help here: only the word before is looked at.
 */
export function isFiniteAt(words: readonly { lower: string; capital: boolean }[], at: number): boolean {
  const { lower } = words[at]!;
  if (FINITE.has(lower)) return true;
  const before = words[at - 1]?.lower ?? "";
  if (words[at]!.capital || !MAYBE.has(lower)) return false;
  if (/^(?:it|he|she|that|this|who|which|they|we|you|i|these|those|people|men|women|both|all|some|many)$/.test(before))
    return true;
  return !/[^s]s$/.test(lower) && /[^s]s$/.test(before);
}
