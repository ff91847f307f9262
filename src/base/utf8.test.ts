import { expect, test } from "vitest";
import { utf8Bytes } from "./utf8.ts";

test.each([
  "",
  "CHN.korea",
  "é",
  "北京",
  "😀 x",
  "a\ud800b",
  "\udc00",
  "\ud83d",
  "\u007f\u0080\u07ff\u0800\uffff\u{10000}\u{10ffff}",
])("the bytes of %j are those of TextEncoder", (text) =>
  expect([...utf8Bytes(text)]).toEqual([...new TextEncoder().encode(text)]),
);
