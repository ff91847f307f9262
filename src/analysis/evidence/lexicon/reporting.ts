// Verbs by which a text hands a statement over to somebody: saying, judging, denying. One row a sense, with every form used.
// In: a lower-case word. Out: the sense, or none.

export type Sense = "say" | "promise" | "expect" | "deny";

const SAY =
  "said says say saying told tells tell added adds stated states announced announces confirmed confirms claimed claims insisted insists maintained maintains argued argues asserted asserts alleged alleges accused accuses warned warns warn acknowledged acknowledges admitted admits conceded concedes reported reports noted notes explained explains wrote writes blamed blames suggested suggests testified complained complains declared declares revealed reveals stressed stresses emphasised emphasized observed replied replies responded disclosed contends contended recalled remarked commented cautioned cautions charged reiterated repeated hinted describes described cites cited quoted tweeted posted indicated boasted";
const PROMISE = "vowed vows vow pledged pledges pledge promised promises promise threatened threatens threaten";
const EXPECT =
  "expect expects expected predicts predicted predict forecasts forecast estimates estimated estimate believe believes believed think thinks thought fear fears feared doubt doubts doubted reckon reckons reckoned assess assesses assessed anticipate anticipates anticipated suspect suspects suspected hope hopes concluded concludes";
const DENY =
  "denied denies deny denying rejected rejects reject rejecting dismissed dismisses dismiss dismissing disputed disputes dispute refuted refutes refute rebuffed repudiated repudiates disavowed disavows contested contests scoffed debunked";

const SENSES = new Map<string, Sense>();
for (const [sense, list] of [
  ["say", SAY],
  ["promise", PROMISE],
  ["expect", EXPECT],
  ["deny", DENY],
] as const)
  for (const word of list.split(" ")) SENSES.set(word, sense);

export function senseOf(lower: string): Sense | undefined {
  return SENSES.get(lower);
}

/** Verbs that are at home beside a quotation: ", one diplomat said." */
export function attributes(lower: string): boolean {
  const sense = SENSES.get(lower);
  return sense === "say" || sense === "promise" || lower === "asked" || lower === "recalled";
}

/** For cues/: every form of saying and promising, and of denying, as wordings of a pattern. */
export const REPORT_FORMS = [...`${SAY} ${PROMISE} estimates estimated estimate`.split(" ")]
  .filter(
    (w) =>
      !/^(?:noted?s?|notes|cites?|cited|posted|charged|repeats?|demands?|demanded|reports?|described?s?|urges?)$/.test(
        w,
      ),
  )
  .join("|");
export const DENY_FORMS = DENY.split(" ").join("|");
