// Boilerplate that a line shows by itself: one row a habit of web pages and printed pages. First row that fits wins.
// `most` is the greatest number of words a line of that kind has; longer lines are left to the author.

import type { LineRule } from "./kinds.ts";

const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\\.?";
const DAY = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?";
const CLOCK = "\\d{1,2}[:.]\\d{2}(?:\\s*[ap]\\.?m\\.?)?|\\d{1,2}\\s*[ap]\\.?m\\.?";
const DATE = `(?:${DAY},?\\s+)?(?:${MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}(?:st|nd|rd|th)?\\s+${MONTH})(?:,?\\s+\\d{4})?|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.]\\d{1,2}[/.]\\d{2,4}|${MONTH}\\s+\\d{4}`;
const ZONE = "(?:\\s*\\(?(?:(?:utc|gmt)\\s*[+-]\\s*\\d{1,2}(?::\\d{2})?|[A-Z]{2,5}|local time)\\)?)?";
const STAMP = `(?:${DATE}|${CLOCK})${ZONE}`;

const SHARE =
  "share|click|tap|here|to|tweet|pin|post|copy|link|this|the|story|article|save|saved|print|email|e-mail|facebook|twitter|x|whatsapp|linkedin|reddit|telegram|threads|bluesky|pocket|flipboard|copied|listen|bookmark|gift|comment|comments|view|on|via|to|by|like|likes|shares|more|options|with|friends|messenger|line|weibo|for|later|follow|us|icon|button|now|play|audio|download|app|open|in|\\d+[km]?";

const rule = (kind: LineRule["kind"], most: number, is: RegExp): LineRule => ({ kind, most, is });

export const LINE_RULES: readonly LineRule[] = [
  rule(
    "duration",
    6,
    /^(?:(?:video|audio|watch|listen|play|now playing|duration)[:\s·•|-]*)?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\s*\/\s*\d{1,2}:\d{2})?(?:\s*(?:mins?|minutes?))?$/i,
  ),
  rule(
    "page",
    8,
    /^(?:[-–—|·\s]*(?:page|p\.|pg\.?)\s*\d+(?:\s*(?:of|\/)\s*\d+)?[-–—|·\s]*|[-–—]?\s*\d{1,4}\s*[-–—]?|\d+\s*(?:of|\/)\s*\d+|[ivxl]{1,6})$/i,
  ),
  rule(
    "readtime",
    9,
    /^(?:(?:estimated\s+)?(?:reading|read|listening|listen)\s+time\b.*|(?:about\s+|~\s*)?\d+[\s-]*(?:min(?:ute)?s?)[\s-]*(?:read|listen|watch)\b.*)$/i,
  ),
  rule(
    "ad",
    10,
    /^[-–—\s([]*(?:ads?|advert(?:isement)?s?|advertising|sponsored(?:\s+(?:content|by\b.*))?|promoted(?:\s+(?:content|by\b.*))?|paid\s+(?:content|post|partnership)|partner\s+content|(?:skip|story|article)\s+(?:past\s+)?(?:advertisement|continues\b.*)|continue\s+reading\b.*|scroll\s+(?:down\s+)?(?:to|for)\b.*|advertisement\s*[-–—:].*)[-–—\s)\]]*$/i,
  ),
  rule(
    "copyright",
    40,
    /^(?:©|\(c\)\s|copyright\b|all rights reserved|.{0,60}\ball rights reserved\b|.{0,40}©\s*\d{4})/i,
  ),
  rule(
    "correction",
    60,
    /^(?:(?:corrections?|clarifications?|editor['’]?s['’]? note|editors['’] note|update|amendment|note to readers)\b\s*(?:\([^)]*\)|,[^:]{0,30})?\s*[:—–-]|\(?this (?:story|article|post|column|piece|version|page|report|op-ed|essay|item|live blog|text)\b.{0,60}\b(?:corrected|updated|amended|clarified|edited|published|appeared|translated|adapted|changed)\b|(?:an|a previous|the) (?:earlier|previous|original)? ?version of this\b|an earlier version\b)/i,
  ),
  rule(
    "editor",
    30,
    /^\(?(?:(?:additional |with )?(?:reporting|writing|editing|research|photography|graphics?|translation|illustrations?|production)|edited|compiled|translated|produced|fact[- ]checked|proofread|written|reported)\b(?: and \w+)? by\b/i,
  ),
  rule(
    "subscribe",
    25,
    /^(?:subscribe\b|sign (?:up|in)\b|log ?in\b|register\b|already a (?:subscriber|member)|become a (?:member|subscriber|supporter)|support (?:our|independent|us)\b|join (?:us|our|the conversation|now)\b|donate\b|get (?:full|unlimited|digital) access|start your (?:free )?trial|this (?:article|content|story) is (?:for|available to) (?:subscribers|members)|not a subscriber|unlock\b|create (?:an|your) account|you have \d+ (?:free )?articles?\b|thank you for (?:reading|subscribing))/i,
  ),
  rule(
    "newsletter",
    30,
    /\b(?:news ?letter|(?:to|in|into) your (?:in ?box|e-?mail)|daily (?:e-?mail|digest|briefing)|weekly (?:e-?mail|digest|briefing)|morning (?:briefing|email))\b/i,
  ),
  rule(
    "related",
    30,
    /^(?:[>»→▶•*-]\s*(?:timeline|explainer|live|related|watch|see)\b|(?:[>»→▶•*-]\s*)?(?:related(?:\s+(?:article|articles|story|stories|content|coverage|reading|topics?|news|posts?))?\s*(?:[:|–—-]|$)|(?:read|see|watch|listen)\s*(?:more|also|next|now|this)\b\s*(?:[:|–—»›>-]|$|on\b|about\b|from\b)|also\s+(?:read|see|on)\b|more\s+(?:on|from|about|in|stories|coverage|news)\b|further reading|see also\b|you (?:may|might)\s+(?:also\s+)?(?:like|be interested)|recommended\b|most (?:read|popular|viewed)|trending\b|don['’]?t miss\b|in case you missed|explore more|go deeper|editor['’]?s? picks?|next (?:article|story|up)\b|previous (?:article|story)\b|keep reading|what to (?:read|know) next|(?:explainer|explained|exclusive|podcast)\s*\|))/i,
  ),
  rule(
    "caption",
    60,
    /^(?:(?:watch|video|photos?|photograph|image|picture|pictures|gallery|slideshow|live)\s*[|:]|file (?:photo|picture|image|footage|-)|(?:photo|image|photograph|picture|illustration|video|graphic|credit|courtesy)s?\s*(?:by|credit|courtesy|[:/©])|.{0,400}(?:\((?:[^()]{0,60}\b(?:photo|photograph|image|picture|file|reuters|afp|ap|epa|getty|xinhua|anadolu|tass|yonhap|kyodo|handout|courtesy)\b[^()]{0,60})\)|\bphotograph\s*:.{0,80}|\b(?:photo|image|picture|credit)s?\s*:.{0,80}|(?:getty images|shutterstock|istock|afp|reuters|epa|via ap|ap photo|anadolu)(?:\s*[/|]\s*[\w .]+)?|\[[^\][]{0,60}\/[^\][]{0,60}\])\.?$)/i,
  ),
  rule(
    "figure",
    60,
    /^(?:(?:figure|fig\.|table|chart|graph|graphic|map|exhibit|box|diagram|infographic)\s*(?:\d+[a-z]?|[ivx]+)?\s*[.:|–—]|(?:source|sources|data|data source|note)\s*:)/i,
  ),
  rule(
    "footnote",
    80,
    /^(?:\[\d{1,3}\]|[*†‡§¶]+\s?\p{L}|[¹²³⁴⁵⁶⁷⁸⁹⁰]+\s?\p{L}|\d{1,3}\s+(?:see|ibid|cf\.|op\. cit)|(?:all quotes? delayed|quotes? (?:are )?(?:delayed|real-time)|our standards)\b|(?:notes?|endnotes|references|footnotes|bibliography)\s*:?$)/iu,
  ),
  rule(
    "tags",
    30,
    /^(?:(?:tags?|topics?|filed under|posted in|keywords|categor(?:y|ies)|sections?|labels?|in this (?:article|story)|hashtags?)\s*[:|–—-].*|(?:#[\p{L}\p{N}_]+[\s,]*)+|[\p{Lu}][\p{L}-]{1,20}(?:\s+\p{L}[\p{L}-]{1,15})?(?:\s*[|›»>/]\s*\p{Lu}[\p{L}-]{1,20}(?:\s+\p{L}[\p{L}-]{1,15})?)+)$/iu,
  ),
  rule(
    "contact",
    25,
    /^(?:contact\b.{0,80}[:@]|(?:get in touch|send (?:us )?tips|tips|write to us)\b.{0,60}[:@]|e-?mail\s*:|tel(?:ephone)?\.?\s*:|phone\s*:|fax\s*:|follow\b.{0,60}\b(?:on|@)|(?:find|reach|write to)\b.{0,60}(?:@|\bat\b.{0,40}\.(?:com|org|net))|(?:https?:\/\/|www\.)\S+$|[\w.+-]+@[\w-]+\.[\w.-]+$|@\w{2,}$|twitter\s*:|.{0,60}\b(?:can be (?:reached|contacted|followed)|tweets?) (?:at|on|@))/i,
  ),
  rule("share", 12, new RegExp(`^[^\\p{L}\\p{N}]*(?:(?:${SHARE})\\b[^\\p{L}\\p{N}]*)+$`, "iu")),
  rule(
    "dateline",
    20,
    new RegExp(
      `^(?:(?:first |last |originally )?(?:updated|published|posted|modified|created|issued|released|date)\\b.{0,80}\\d|${STAMP}(?:[\\s,|·•–—-]+(?:at\\s+)?(?:${STAMP}|updated.*|published.*))*$)`,
      "i",
    ),
  ),
  rule(
    "dateline",
    16,
    /^\p{Lu}[\p{Lu}\s.,'’/-]{2,50}(?:,\s*\p{L}[\p{L}. ]{1,25})?(?:,?\s+\p{L}{3,9}\.?\s+\d{1,2})?(?:,?\s+\d{4})?\s*(?:\([^)]{1,40}\))?\s*[—–-]$/u,
  ),
  rule(
    "byline",
    25,
    /^(?:(?:opinion|analysis|commentary|essay|review|interview|words|story|text|report|column|guest (?:essay|post|column))\s+)?by\s+(?:\p{Lu}|the\s+\p{Lu})[^.!?]*$|^(?:by|from)\s+(?:our|a)\s+(?:own\s+)?(?:staff|correspondent|reporter)s?\b.*$|^(?:author|authors|writer|contributor|correspondent)s?\s*:/iu,
  ),
];
