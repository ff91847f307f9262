import { expect, test } from "vitest";
import type { Answer } from "../../ensemble/answers.ts";
import { share } from "../../ensemble/tally.ts";
import { requireOf } from "./require.ts";

const answers: Answer[] = [
  {
    ...{ kind: "options", question: "china", policy: "CHN.korea", date: "2026-07", runs: 1000, dates: [], byDate: [] },
    options: [
      { id: "patience", label: "patience", ...share(684, 1000) },
      { id: "coerce", label: "coerce", ...share(316, 1000) },
    ],
  },
  { kind: "event", question: "domino", by: "2029-06", runs: 1000, ...share(80, 1000), dates: [], byDate: [] },
];

test("a condition holds or not, and says the number", () => {
  expect(requireOf("patience > 0.5", answers)).toEqual({ holds: true, says: "required patience > 0.5: it is 0.684" });
  expect(requireOf("china.coerce>=50%", answers)).toMatchObject({ holds: false });
  expect(requireOf("domino <= 8 %", answers)).toMatchObject({ holds: true });
});

test("what cannot be read or is not known says what would do", () => {
  expect(requireOf("patience", answers)).toEqual({
    wrong: true,
    says: "--require cannot read `patience`; write it like 'patience > 0.5'",
  });
  expect(requireOf("patiense > 0.5", answers)).toMatchObject({
    wrong: true,
    says: expect.stringMatching(/did you mean `patience`\?/),
  });
  expect(requireOf("zzz > 0.5", answers)).toMatchObject({ says: expect.stringMatching(/known here: china\.patience/) });
});
