import { describe, expect, it } from "vitest";
import { readText } from "../read-text.ts";
import { sourceText } from "../text/source-text.ts";

/** Published on Tuesday 2024-03-12. */
const dates = (text: string, published: string | null = "2024-03-12") =>
  readText(sourceText(text), published === null ? {} : { published }).dates.map(
    (d) => `${text.slice(d.start, d.end)}=${d.value}`,
  );

describe("dates", () => {
  it.each([
    ["They met on 14 March 2025.", "14 March 2025=2025-03-14"],
    ["They met on March 14, 2025.", "March 14, 2025=2025-03-14"],
    ["They met on Dec. 3.", "Dec. 3=2023-12-03"],
    ["It will end on 2 May.", "2 May=2024-05-02"],
    ["It ended in June 2019.", "June 2019=2019-06"],
    ["It has gone on since January.", "January=2024-01"],
    ["It ended in November.", "November=2023-11"],
    ["It will end by November.", "November=2024-11"],
    ["They came in the 1990s.", "the 1990s=1990/1999"],
    ["They met last Friday.", "last Friday=2024-03-08"],
    ["They met on Tuesday.", "Tuesday=2024-03-12"],
    ["They will meet on Friday.", "Friday=2024-03-15"],
    ["It was signed last month.", "last month=2024-02"],
    ["It will end next year.", "next year=2025"],
    ["It is due this summer.", "this summer=2024-SU"],
    ["It has slowed in the past decade.", "the past decade=2014/2024"],
    ["No ship has rammed it in two years.", "two years=2022/2024"],
    ["It began three years ago.", "three years ago=2021"],
    ["It ended in the first half of 2022.", "the first half of 2022=2022-H1"],
    ["It sailed yesterday.", "yesterday=2024-03-11"],
    ["The log says 2023-02-28 for it.", "2023-02-28=2023-02-28"],
  ])("%s", (text, expected) => expect(dates(text)).toEqual([expected]));

  it.each([
    "It may march on, and may not.",
    "It cost $2024 and 2024 soldiers came.",
    "They met on 31 June.",
    "Premiums would double within a month.",
    "Ships pass twice a month.",
    "May God help them.",
  ])("none in: %s", (text) => expect(dates(text)).toEqual([]));

  it("a span after the last date is counted from it", () =>
    expect(dates("It sailed in January. It sank one month later.")).toEqual([
      "January=2024-01",
      "one month later=2024-02",
    ]));
  it("a date ends where a space was lost", () =>
    expect(dates("It sailed in JanuaryNobody minded.")).toEqual(["January=2024-01"]));
  it("without a day of publication, what cannot be known stays open", () => {
    expect(dates("They met on Friday in May, after 2019.", null)).toEqual([
      "Friday=XXXX-XX-XX",
      "May=XXXX-05",
      "2019=2019",
    ]);
  });
});

describe("the day of publication", () => {
  const body = "The ferry sailed on Monday with forty lorries, and the port had closed in December 2024 for good.";
  const published = (...lines: string[]) => readText(sourceText([...lines, body].join("\n"))).published;
  it.each([
    ["Updated 7:42 AM EDT, Fri March 14, 2025", "2025-03-14"],
    ["9 October 2023", "2023-10-09"],
    ["Published 2021-05-17", "2021-05-17"],
  ])("%s", (line, day) => expect(published("The ferry", line)).toBe(day));
  it("a place and day without a year take the year in which the weekday fits", () => {
    // 3 February was a Saturday in 2024, and a Monday in 2025.
    expect(published("GEORGETOWN, Feb. 3 (Wire Desk) —")).toBe("2025-02-03");
  });
  it("is unknown where nothing tells it", () => expect(published("The ferry")).toBeUndefined());
});
