import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { within } from "../../../../test/cli/run-standoff.ts";

const scratch = mkdtempSync(join(tmpdir(), "standoff-claims-table-"));
const path = (name: string) => join(scratch, name);
const TWO = "models/two-states";
const claims = (...words: string[]) => within(["claims", ...words]);
const luck = ["--runs", "400", "--workers", "1"];

/** Two reports of one leak decide everything; a third claim is a reason alone. */
writeFileSync(
  path("leak.yaml"),
  `standoff: A leak
clock: { start: 2025-01, step: month, steps: 3 }
sources:
  paper: { title: A paper, grade: B2 }
  wire: { title: A wire }
origins:
  leak: { reliable: 0.5, grade: D4 }
claims:
  first: { says: The government will fall before the spring is over, source: paper, credence: 1, origin: leak, else: 0 }
  second: { says: It will fall before the spring is over, source: wire, credence: 1, origin: leak, else: 0 }
  third: { says: It rains, source: paper, credence: 0.5 }
parameters:
  a: { when: first, then: 1, else: 0 }
  b: { when: second, then: 1, else: 0, because: [third] }
variables:
  sum: { is: a + b }
questions:
  fall: { ask: Does it fall?, event: sum > 1, by: 2025-02 }
  sum: { ask: How much?, about: sum, at: 2025-02 }
`,
);
const LEAK = path("leak.yaml");

describe("standoff claims", () => {
  it("is a table: credence, grade, origin, place, use, and what each moves", async () => {
    const { out, code } = await claims(LEAK);
    expect(code).toBe(0);
    expect(out).toContain("A leak: 3 claims, of which 2 can move an answer.");
    expect(out).toMatch(/^ *first +1, else 0 +D4 +leak +paper +decides 1 +fall, sum$/m);
    expect(out).toMatch(/^ *third +0.5 +B2 +paper +reason of 1$/m);
    expect(out).toMatch(/^ *leak +0.5 +D4 +first, second +fall, sum$/m);
    expect(out).not.toContain("Perhaps one report");
  });
  it("says which claims look like one report, and share no origin yet", async () => {
    writeFileSync(path("apart.yaml"), readFileSync(LEAK, "utf8").replaceAll(", origin: leak, else: 0", ""));
    expect((await claims(path("apart.yaml"))).out).toMatch(/Perhaps one report.*\n.*\n? *first and second/);
  });
  it("plays for the effect of a claim, and of an origin with all of its claims", async () => {
    const { out } = await claims(LEAK, "--effects", "--json", ...luck);
    const found = JSON.parse(out);
    expect(found).toMatchObject({ schema: "standoff/claims/1", runs: 400 });
    const [leak] = found.origins;
    expect(leak).toMatchObject({ id: "leak", reliable: 0.5, grade: "D4", claims: ["first", "second"] });
    expect(leak.effects.map((e: { split: { difference: number } }) => e.split.difference)).toEqual([1, 2]);
  });
  it("explain shows what an origin does with all of its claims together", async () => {
    const { out } = await within(["explain", LEAK, "sum", ...luck]);
    expect(out).toMatch(/Origins: .*\n? *.*origin +reliable +unreliable +difference \(95 %\) +model\n +leak +2 +0 /s);
  });
  it("with a text at hand names its line, and leaves as annotations, CSV and Markdown", async () => {
    expect((await claims(TWO)).out).toMatch(/arms_shipments +0.95 +note line 3 +decides 1 /);
    for (const ending of ["csv", "md", "html", "jsonld"]) {
      expect((await claims(TWO, "-o", path(`c.${ending}`))).code).toBe(0);
      expect(readFileSync(path(`c.${ending}`), "utf8").replaceAll("\\", "")).toContain("arms_shipments");
    }
    const page = JSON.parse(readFileSync(path("c.jsonld"), "utf8"));
    expect(page.items[0].target.selector).toMatchObject([
      { type: "TextPositionSelector", start: 177, end: 227 },
      { type: "TextQuoteSelector", exact: "North Korea sends shells to Russia by the shipload" },
    ]);
    expect(page.items[0].body[0]).toMatchObject({
      purpose: "describing",
      value: "North Korea sells Russia shells on a large scale",
    });
  });
  it("says what rests on no claim", async () => {
    expect((await claims(TWO, "--assumptions")).out).toContain("rest on no claim");
  });
});

describe("standoff claims --matrix", () => {
  it("marks by the futures: what is always true where it happens, and never where not", async () => {
    const { out } = await claims(LEAK, "fall", "--matrix", "--json", ...luck);
    const found = JSON.parse(out);
    expect(found.claims.map((c: { id: string; marks: string[] }) => [c.id, ...c.marks])).toEqual([
      ["first", "CC", "II"],
      ["second", "CC", "II"],
    ]);
    // II is 2; the leak's grade D4 makes it weigh .707; the two are one report
    expect(found.hypotheses.map((h: { inconsistency: number }) => h.inconsistency)).toEqual([0, 2 * Math.SQRT1_2]);
    expect(found.hypotheses[0].share).toBeGreaterThan(0.4);
    expect(found).toMatchObject({ by: "futures", least: ["yes"], left: 1 });
  });
  it("is read in a room: the model's own answer stands under the scores", async () => {
    const { out } = await claims(LEAK, "fall", "--matrix", ...luck);
    expect(out).toMatch(/first +low +CC x1.\d\d +II x0.00 +4/);
    expect(out).toMatch(/inconsistency +0.0 +1.4/);
    expect(out).toMatch(/the model +\d+ % \+\/- \d/);
    expect(out).toContain("1 other claim cannot move this answer and is left out.");
  });
  it("a quantity by thirds; lenses as hypotheses, each with its answer", async () => {
    expect((await claims(TWO, "arsenal", "--matrix", ...luck)).out).toMatch(/low +middle +high +tells apart/);
    const { out } = await claims(TWO, "--matrix", "--over-lenses", "--runs", "100", "--workers", "1");
    expect(out).toMatch(/claim +as-is +doubter +tells apart/);
    expect(out).toMatch(/its answer +patience \d+ % /);
  });
  it("a person's own marks, written and read back", async () => {
    writeFileSync(
      path("marks.csv"),
      "claim,patience,coerce,embrace,credibility\narms_shipments,C,I,II,high\ntech_transfer,,II,C,low\n",
    );
    const { out } = await claims(
      TWO,
      "china",
      "--matrix",
      "--marks",
      path("marks.csv"),
      "-o",
      path("out.csv"),
      "--json",
      ...luck,
    );
    const by = JSON.parse(out).hypotheses.map((h: { id: string; inconsistency: number }) => [h.id, h.inconsistency]);
    // coerce: I x 1.414 + II x 0.707; embrace: II x 1.414
    expect(by).toEqual([
      ["patience", 0],
      ["coerce", Math.SQRT2 + 2 * Math.SQRT1_2],
      ["embrace", 2 * Math.SQRT2],
    ]);
    const again = await claims(TWO, "china", "--matrix", "--marks", path("out.csv"), "--json", ...luck);
    expect(JSON.parse(again.out).hypotheses).toEqual(JSON.parse(out).hypotheses);
  });
});

describe("bad input of standoff claims", () => {
  writeFileSync(path("bad.csv"), "claim,patience,coerce,embrace\nnobody,C,I,X\n");
  writeFileSync(path("empty.csv"), "");
  it.each([
    [[TWO, "chnia", "--matrix"], 2, "did you mean `china`"],
    [[TWO, "cost", "--matrix"], 2, "compares held options"],
    [[TWO, "china"], 2, "--matrix alone"],
    [[TWO, "--marks", "x.csv"], 2, "belong to --matrix"],
    [[TWO, "--matrix", "--assumptions"], 2, "ask for one"],
    [[LEAK, "fall", "--matrix", "--over-lenses"], 2, "no lens"],
    [[TWO, "china", "--matrix", "--marks", path("bad.csv"), "--runs", "50"], 1, "there is no claim `nobody`"],
    [
      [TWO, "china", "--matrix", "--marks", path("bad.csv"), "--runs", "50"],
      1,
      "line 2: `X` under `embrace` is no mark",
    ],
    [[TWO, "china", "--matrix", "--marks", path("empty.csv"), "--runs", "50"], 1, "no column `claim`"],
    [[TWO, "china", "--matrix", "--marks", path("none.csv"), "--runs", "50"], 4, "cannot read"],
    [[LEAK, "fall", "--matrix", "--set", "leak=0", "--runs", "50"], 2, "leak"],
    [[LEAK, "fall", "--matrix", "--set", "first=0", "--set", "second=0", "--runs", "50"], 3, "there is no rival"],
    [[TWO, "-o", "x.parquet"], 2, "cannot write"],
    [[TWO, "--matrix", "-o", "x.jsonld"], 2, "cannot write"],
    [["/nowhere"], 4, "no folder"],
  ])("%j is refused in a sentence", async (words, code, says) => {
    const ended = await claims(...words);
    expect(ended.err).toContain(says);
    expect(ended.code).toBe(code);
    expect(ended.err).not.toMatch(/\bat .*:\d+:\d+/);
  });
});
