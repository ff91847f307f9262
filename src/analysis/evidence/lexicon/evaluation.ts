// Words that judge rather than tell. In: a lower-case word, or a segment. Out: how many points for opinion. Plain English
// lists by kind of judgement, kept general: no word is here for the sake of one text.

const list = (words: string) => new Set(words.trim().split(/\s+/));

const JUDGING = list(`
  absurd admirable alarming ambiguous appalling arrogant awful bad bankrupt best better blatant bleak blind blunder bluff bold brave brazen
  brilliant brutal careless catastrophic cautious cheap clumsy comfortable complacent complacency convenient costly coward cowardly
  crazy critical crucial cruel cynical damage damaging danger dangerous  deadly deceptive  deeply delusion delusional desperate
  destructive devastating dire disastrous disaster dishonest dismal disturbing doomed dubious dull effective elegant empty essential evil
  excellent excessive extreme extremely fail failed failure fair faith false farce fatal fault feeble flawed folly foolish foolishly fragile
  futile good grave gravely great greatest grim grotesque hard harmful harmless harsh healthy heroic hollow hopeless hostage huge humiliating
  hypocritical illusion imperative important impossible impressive inadequate incompetent inconvenient indefensible ineffective inevitable
  insane intense irrational irresponsible irony ironic junior justified lame lamentable lazy legitimate loser lucky mad major meaningless mere
  misguided misleading mistake mistaken moral myth naive nonsense obvious odd oversight overdue pathetic   perilous pernicious
  pointless polite poor powerful precarious precious predictable pretence pretend profound proper prudent puzzling rash rational real reality
  reasonable reckless regrettable remarkable  ridiculous right risk risky rotten rude sad sane sensible serious seriously severe
  shameful shocking short-sighted shortsighted significant silly  sober strange  striking stubborn stupid successful superficial
  surprising suspicious terrible   timid toothless tragic tragedy troubling ugly unacceptable uncomfortable undeniable unfair
  unfortunate unhappy unjust unlikely unnecessary unprecedented unreasonable unrealistic unsustainable unthinkable unwise urgent useful useless
  vain vital vulnerable weak weakness wise wisdom worse worst worth worthless worthwhile wrong adverse negative alarm crisis-prone lesson temptation
   doubt doubtful doubtless destabilizing destabilising victory defeat triumph gamble trap excuse price gift cruel bitter sweet lesson pretext illusions feasible plausible implausible tired toothless`);

const LEANING = list(`
  clearly obviously surely certainly evidently plainly merely simply hardly scarcely barely suddenly increasingly dramatically sharply
  especially particularly truly really indeed perhaps arguably frankly fortunately unfortunately sadly ironically inevitably arguably
  ultimately completely totally utterly entirely fundamentally further ever too far quietly always struggling struggle unable seems seem
  seemed appears looks feels highlights highlighting underscores underlines illustrates reflects signals suggests means amounts boils
  betrays proves deserves matters mattered undermines undermine threatens threatening complicates complicated emboldens emboldened backfired
  failing lacks`);

const MUST = list("should must ought needs cannot can't can’t shouldn’t shouldn't mustn’t");
const PHRASES =
  /\b(?:my (?:own )?view|in my|i (?:think|believe|suspect|fear|doubt|would|am)|one of the (?:most|best|worst|greatest|biggest|gravest|few)|no longer|more and more|nothing (?:more|less) than|far from|too (?:much|little|late|many|few)|not only|on the (?:brink|verge|edge)|at risk|in doubt|at stake|under (?:intense |heavy |growing )?pressure|a way of|in the end|of course|no (?:better|worse|doubt|choice|appetite|reason|excuse)|pandora|double[- ]edged|house of cards|supposed to|the real|(?:sees?|saw|views?|viewed|regards?|regarded) (?:\S+ ){1,6}as|the (?:only|whole|true) (?:question|reason|way|problem|point|danger)|that (?:is|was) (?:the|a|why|how)|which is why|this is (?:the|a|why|how|not)|it (?:is|was) (?:time|hard|easy|difficult|clear that|no)|the (?:danger|risk|problem|question|point|lesson|truth|irony|trouble|answer) (?:is|was|remains)|becoming a|looks? like|(?:seems?|appears?) (?:to|that|as)|feels? like|(?:is|are|was) (?:hard|easy|difficult|impossible) to|has become|have become|had become|pays? the price)\b/gi;

/** Points for opinion that the words of a segment earn; a word counts once, and no more than three of a kind. */
export function judgement(words: readonly { lower: string }[], segment: string): number {
  const once = new Set(words.map((w) => w.lower));
  let judging = 0;
  let leaning = 0;
  let must = 0;
  for (const word of once) {
    if (JUDGING.has(word)) judging++;
    if (LEANING.has(word)) leaning++;
    if (MUST.has(word)) must++;
  }
  const phrases = [...segment.matchAll(PHRASES)].length;
  return Math.min(judging, 3) + Math.min(leaning, 2) + 3 * Math.min(must, 1) + 2 * Math.min(phrases, 2);
}
