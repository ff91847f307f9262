// How dates are written in running text: one row a form, first that fits at a place wins. Each row names its groups and the
// rule (dates/values.ts) that gives the value. Numbers alone are years only where a year can stand.

export type DateForm =
  | "day-month-year"
  | "month-day-year"
  | "iso"
  | "month-year"
  | "part-of-year"
  | "season"
  | "decade"
  | "relative-unit"
  | "ago"
  | "span"
  | "weekday"
  | "near-day"
  | "month"
  | "later"
  | "year";

const M =
  "(?<month>January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?)";
const Y = "(?<year>(?:1[6-9]|20)\\d{2})(?![\\d,.]\\d|[%a-zA-Z])";
const D = "(?<day>\\d{1,2})(?:st|nd|rd|th)?";
const N =
  "(?<n>\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|a few|several|a couple of|the past|some|nearly \\w+|almost \\w+|more than \\w+|over \\w+)";
const UNIT = "(?<unit>day|week|month|quarter|year|decade|centur(?:y|ie))s?";
const S = "(?<season>spring|summer|autumn|fall|winter|Spring|Summer|Autumn|Fall|Winter)";
const W = "(?<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)";

/** What a segment must hold for a form to be worth a look: most sentences hold no date at all. */
const HINTS: Record<DateForm, RegExp> = {
  iso: /\d{4}-\d/,
  "day-month-year": /\d/,
  "month-day-year": /\d/,
  "month-year": /\d{4}|year/,
  "part-of-year": /\d{4}|year|month|decade/,
  season: /pring|ummer|utumn|fall|inter/,
  decade: /\d0s/,
  "relative-unit": /[Ll]ast|[Tt]his|[Nn]ext/,
  ago: /ago/,
  span: /day|week|month|year|decade|centur/,
  weekday: /day/,
  "near-day": /[Yy]esterday|[Tt]o(?:day|morrow|night)|[Ll]ast night|[Tt]his morning/,
  month: /January|February|March|April|May|June|July|August|September|October|November|December/,
  later: /later|afterwards|earlier|before that/,
  year: /\d{4}/,
};

/** A sentence may begin with them. Not all words may have a capital: May is a month, and may is not. */
const eitherCase = (pattern: string) =>
  pattern.replace(
    /(?<![\w\\<?])(last|this|next|early|late|mid|the|earlier|later|yesterday|today|tomorrow|on)(?![\w=>])/g,
    (w) => `[${w[0]!.toUpperCase()}${w[0]}]${w.slice(1)}`,
  );

const row = (form: DateForm, pattern: string): { form: DateForm; hint: RegExp; is: RegExp } => ({
  form,
  hint: HINTS[form],
  is: new RegExp(`(?<![\\w$€£])${eitherCase(pattern)}(?!\\w)`, "g"),
});

export const DATE_PATTERNS = [
  row("iso", "(?<year>\\d{4})-(?<m>\\d{2})-(?<day>\\d{2})"),
  row("day-month-year", `${D} (?:of )?${M}(?:,? ${Y})?`),
  row("month-day-year", `${M} ${D}(?:(?:, | )${Y})?`),
  row("month-year", `(?:(?<part>early|mid|late)[ -])?${M},? (?:of )?${Y}`),
  row("month-year", `${M} (?<which>last|this|next) year`),
  row(
    "part-of-year",
    `(?:the )?(?<part>first half|second half|end|start|beginning|middle|close|turn) of (?:${Y}|(?<which>this|last|next|the) (?<unit>year|month|decade))`,
  ),
  row("part-of-year", `(?<part>early|mid|late)[ -]${Y}`),
  row("season", `(?:(?<which>last|this|next|that|the|early|late|mid) )?${S}(?: of)? ${Y}`),
  row("season", `(?<which>last|this|next|coming) ${S}`),
  row("season", `(?<=\\b(?:before|by|until|since|in the|in|after|through) )${S}(?= *[.,;:]|$| and | or )`),
  row("decade", `(?:the )?(?:(?:early|mid|late)[ -])?(?<decade>(?:1[6-9]|20)\\d0)s`),
  row(
    "span",
    `(?:the )?(?:past|last|previous|recent|preceding) (?:(?<n>\\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|few|several) )?(?<unit>day|week|month|year|decade)s(?: or so)?`,
  ),
  row("span", `(?<past>the (?:past|last)) (?<unit>week|month|year|decade|century)`),
  row(
    "relative-unit",
    `(?:(?:earlier|later|early|late) )?(?<which>last|this|next) (?<unit>week|month|quarter|year|decade|century|weekend)`,
  ),
  row("later", `${N} (?<unit>day|week|month|year|decade)s? (?:later|afterwards|earlier|before that)`),
  row("ago", `${N} ${UNIT} ago`),
  row("span", `(?<=\\b(?:in|for|over|within|spent) )${N} (?<unit>year|month|week|decade)s?`),
  row("span", `${N} (?<unit>year|month|decade)s (?:after|since)`),
  row("weekday", `(?:(?:on|early|late) )?(?:(?<which>last|this|next|past) )?${W}`),
  row("near-day", "(?<near>yesterday|today|tomorrow|tonight|last night|this morning)"),
  row(
    "month",
    `(?:(?<which>last|this|next|early|late|mid)[ -])?(?<month>January|February|March|April|May|June|July|August|September|October|November|December)`,
  ),
  row("year", `${Y}`),
] as const;
