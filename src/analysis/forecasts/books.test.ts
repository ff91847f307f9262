// Books of forecasts: what is wrong with one, line by line, and scores by hand.

import { expect, test } from "vitest";
import { readBook, readResolutions } from "../../formats/forecast-book.ts";
import { scoreBooks } from "./score-book.ts";

const BOOK = `forecaster,question,outcome,p,value,date
me,china,hedge,0.6,,2026-07
me,china,patience,40 %,,2026-07
me,test,yes,0.1,,2025-06
me,bombs,below,0.5,60,2029-06
me,bombs,below,0.9,80,2029-06
you,china,hedge,0.2,,2026-07
you,china,patience,0.8,,2026-07
`;

const CAME = "question,outcome\nchina,hedge\ntest,no\nbombs,70\nother,yes\n";

test("scores by hand, beside uniform and the first forecaster", () => {
  const book = readBook("book.csv", BOOK);
  const came = readResolutions("came.csv", CAME);
  expect([...book.problems, ...came.problems]).toEqual([]);
  const { forecasters, unasked, open } = scoreBooks(book.forecasts, came.resolutions, 1);
  const [me, you] = forecasters;
  // 0.4^2 + 0.4^2 = 0.32; 0.1^2 + 0.1^2 = 0.02; uniform 0.5 both
  expect(me!.brier).toBeCloseTo(0.17, 12);
  expect(me!.skill).toBeCloseTo(1 - 0.17 / 0.5, 12);
  expect(me!.log).toBeCloseTo(-(Math.log(0.6) + Math.log(0.9)) / 2, 12);
  // 0.5 * (70 - 60) and 0.1 * (80 - 70)
  expect(me!.quantile).toBeCloseTo(3, 12);
  expect(you!.against).toMatchObject({ forecaster: "me", both: 1, difference: expect.closeTo(1.28 - 0.32, 12) });
  expect(me!.tooFew).toBe(true);
  expect([unasked, open]).toEqual([["other"], []]);
});

test("an outcome that a forecast does not list is said, not scored", () => {
  const { forecasts } = readBook("book.csv", BOOK);
  const { resolutions } = readResolutions("came.csv", "question,outcome\nchina,bloc\n");
  const { unlisted, questions } = scoreBooks(forecasts, resolutions, 1);
  expect(unlisted.map((u) => u.forecaster)).toEqual(["me", "you"]);
  expect(questions).toEqual([]);
});

test("an event may come out as 1, and letters may be capitals", () => {
  const { forecasts } = readBook("book.csv", BOOK);
  const { resolutions } = readResolutions("came.csv", "question,outcome\nchina,Hedge\ntest,1\n");
  const { unlisted, questions } = scoreBooks(forecasts, resolutions, 1);
  expect(unlisted).toEqual([]);
  expect(questions.map((q) => [q.forecaster, q.question, q.p])).toEqual([
    ["me", "china", 0.6],
    ["me", "test", 0.1],
    ["you", "china", 0.2],
  ]);
});

test("everything wrong with a book, by line", () => {
  const { problems } = readBook(
    "dir/mine.csv",
    "question,outcome,p\nchina,hedge,0.6\nchina,patience,0.5\ntest,yes,1.2\nbombs,below,0.5\nodd,yes,0.5\nodd,below,0.5\nx,yes,0.5\nx,yes,0.5\n",
  );
  expect(problems.map((p) => [p.code, p.at.line])).toEqual([
    ["book-bad-probability", 4],
    ["book-bad-value", 5],
    ["book-mixed-kinds", 7],
    ["book-twice", 9],
    ["book-does-not-sum", 2],
  ]);
  expect(readBook("b.csv", "a,b\n1,2").problems[0]!.says).toContain("`question`, `outcome`, `p`");
  const twice = readResolutions("r.csv", "question,outcome\na,yes\na,no\nb,\n");
  expect(twice.problems.map((p) => p.code)).toEqual(["book-twice", "book-no-outcome"]);
});

test("a book without the column is its file's", () => {
  expect(readBook("some/where/mine.csv", "question,outcome,p\nt,yes,0.3\n").forecasts[0]!.forecaster).toBe("mine");
});
