// How large a model may be: one record, read by the checks and by the reference. Each bound keeps a hostile file from hanging the
// reader or eating its memory; the largest shipped model (six-party) is under a fifth of every one of them.
// A set's members are unrolled into one formula, which everything after walks by recursion: that is why sets are the smallest.

type Limit = { most: number; what: string };

const limit = (most: number, what: string): Limit => ({ most, what });

export const LIMITS = {
  file: limit(250_000, "characters of one file"),
  text: limit(600_000, "characters of all files"),
  files: limit(200, "files"),
  nesting: limit(40, "levels of lists and maps within each other"),
  steps: limit(5000, "steps of the clock"),
  members: limit(1000, "members in one set"),
  indices: limit(4, "indices of a family"),
  variables: limit(5000, "variables, each member of a family counted"),
  parameters: limit(5000, "parameters, each member counted"),
  actors: limit(500, "actors"),
  policies: limit(1000, "policies, each member's counted"),
  options: limit(100, "options of one policy"),
  terms: limit(500, "values of one actor"),
  formula: limit(20_000, "characters of one formula"),
  depth: limit(120, "levels of a formula: a sum of a hundred terms has about a hundred"),
  parts: limit(200_000, "parts of all formulas, families and sets unrolled"),
  arguments: limit(64, "numbers in one `min`, `max` or `choice`"),
  draws: limit(20_000, "rows of a file of draws"),
  drawn: limit(50_000, "numbers in a file of draws"),
  lag: limit(600, "steps of a lag"),
  memories: limit(10_000, "remembered values: a lag takes one for each step"),
  foresight: limit(600, "steps of foresight"),
  review: limit(5000, "steps between decisions"),
  unit: limit(80, "characters of a unit"),
} satisfies Record<string, Limit>;
