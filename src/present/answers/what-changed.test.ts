import { expect, test } from "vitest";
import { shippedModel } from "../../../test/read-shipped.ts";
import { sayChange, whatChanged } from "./what-changed.ts";

const base = shippedModel("two-states");
const changes = (departures: Parameters<typeof shippedModel>[1]) =>
  whatChanged(base, shippedModel("two-states", departures)).map(sayChange);

test("nothing changed is nothing said", () => {
  expect(changes({})).toEqual([]);
});

test("scenarios, levers and holds are said by name, before and after", () => {
  expect(changes({ scenarios: ["far_sighted"] })).toEqual(["CHN.foresight 3 to 18 -> 36"]);
  expect(changes({ scenarios: ["doubter"] })).toEqual(["arms_shipments 0.95 -> 0.5", "tech_transfer 0.6 -> 0.2"]);
  expect(changes({ hold: [["CHN.korea", "coerce@2026-01..2027-01"]] })).toEqual([
    "CHN.korea held to coerce from 2026-01 until 2027-01",
  ]);
  expect(changes({ set: [["arsenal", "30"]] })).toEqual(["arsenal start 40 to 60 -> 30"]);
  expect(changes({ set: [["CHN.believes.tech_transfer", "0.1"]] })).toEqual(["CHN.believes.tech_transfer = 0.1"]);
});
