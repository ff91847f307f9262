// The flagship's record and its book of forecasts: both read without a fault, the book's questions move none of
// the model's own answers, and the page of the model says which model its figures are of.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readRecord } from "../src/language/record/read-record.ts";
import { within } from "./cli/run-standoff.ts";
import { shippedModel } from "./read-shipped.ts";

test("questions laid over a model leave its own answers as they were", async () => {
  const own = async (folder: string) =>
    JSON.parse((await within(["ask", folder, "china", "seventh", "--runs", "64", "--json"])).out).answers;
  expect(await own("models/six-party-book")).toEqual(await own("models/six-party"));
});

test("the model that the page's figures are of is the one that is shipped", () => {
  const page = readFileSync("models/six-party/README.md", "utf8");
  expect(page).toContain(`model hash \`${shippedModel("six-party").hash.slice(0, 16)}\``);
});

test("the record is read whole, and rows are written for each question of the book", async () => {
  const history = readFileSync("models/six-party/history.csv", "utf8");
  const { record, problems } = readRecord(
    shippedModel("six-party", { scenarios: ["from_2006"] }),
    "history.csv",
    history,
  );
  expect(problems).toEqual([]);
  expect(record).toMatchObject({ outside: 0 });
  expect(record!.rows.every((row) => row.source !== "")).toBe(true);
  const model = readFileSync("models/six-party-book/standoff.yaml", "utf8");
  const asked = [...model.slice(model.indexOf("questions:")).matchAll(/^ {2}(\w+):$/gm)].map((m) => m[1]);
  const written = new Set(
    readFileSync("models/six-party-book/book.csv", "utf8")
      .split("\n")
      .map((row) => row.split(",")[1]),
  );
  expect(asked.length).toBe(17);
  expect(asked.filter((q) => !written.has(q!))).toEqual([]);
});
