// The model that `standoff new` begins with: twenty lines that already play and answer. Names are placeholders to write over.

/** One line for YAML, whatever stands in it. */
const quoted = (text: string) => JSON.stringify(text);

export function blankModel(title: string, source?: { title: string; file: string; sha256: string }): string {
  const sources = source
    ? `sources:
  text:
    title: ${quoted(source.title)}
    file: ${quoted(source.file)}
    sha256: ${source.sha256}
# claims:                       # what the text says, in your own words; characters count from its beginning
#   first_claim: { says: "...", source: text, at: { start: 0, end: 80 }, stance: asserted, credence: 0.7 }
`
    : "";
  return `# Change anything, then: standoff check, standoff ask. All that may stand here: standoff schema
standoff: ${quoted(title)}
clock: { start: 2025-01, step: month, steps: 36 }
${sources}actors:
  AAA: { name: The first state, foresight: 3 to 12, precision: 4 }
  BBB: { name: The second state, foresight: 6, precision: 4 }
variables:
  tension:
    start: 0.3 to 0.5
    next: tension + 0.04 * (AAA.line is press) + 0.04 * (BBB.arms is build) - 0.08 * tension + noise(0.01)
    min: 0
    max: 1
policies:
  AAA.line: { options: { wait: do nothing yet, press: put it under pressure }, start: wait, review: 3, switching: 0.1 }
  BBB.arms: { options: { hold: keep what it has, build: add to it }, start: hold, review: 3, switching: 0.1 }
values:
  AAA: { calm: { weight: -2, is: tension }, result: { weight: 0.4, is: AAA.line is press } }
  BBB: { calm: { weight: -1, is: tension }, safety: { weight: 0.4, is: BBB.arms is build } }
questions:
  first: { ask: Does the first state press?, about: AAA.line, at: 2026-12 }
  high: { ask: Does tension pass 0.8?, event: tension > 0.8, by: 2027-12 }
`;
}
