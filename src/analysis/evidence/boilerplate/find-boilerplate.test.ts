import { describe, expect, it } from "vitest";
import { sourceText } from "../text/source-text.ts";
import { findBoilerplate } from "./find-boilerplate.ts";

const BODY =
  "The ferry sailed on Monday with forty lorries on board, and nobody at the port asked where they were bound.";

/** The kind of each line of a page, body lines as "-". */
function kinds(...lines: string[]): string[] {
  const source = sourceText(lines.join("\n"));
  const { page, found } = findBoilerplate(source);
  return page.lines.map((line) => found.get(line.index) ?? "-");
}

describe("boilerplate that a line shows by itself", () => {
  it.each([
    ["duration", "04:51"],
    ["duration", "Video 1:02:03"],
    ["page", "Page 3 of 12"],
    ["page", "- 7 -"],
    ["readtime", "About 6 min read"],
    ["ad", "ADVERTISEMENT - CONTINUE READING BELOW"],
    ["ad", "Sponsored by Orlo Tyres"],
    ["copyright", "Copyright 2019 The Daily Ferry"],
    ["correction", "Clarification: an earlier version named the wrong port."],
    ["editor", "Additional reporting by P. Lind in Orlo"],
    ["newsletter", "The best of the week, straight to your inbox"],
    ["subscribe", "Already a member? Sign in"],
    ["related", "READ MORE: Ten ports that closed"],
    ["related", "You may also like"],
    ["caption", "A ferry leaves the port on 3 May. (Photo: Orlo News)"],
    ["caption", "FILE PHOTO: A ferry at night"],
    ["figure", "Table 2: Lorries a week"],
    ["footnote", "[12] See the annual report."],
    ["tags", "Tags: ferries, ports"],
    ["tags", "#ferries #ports"],
    ["contact", "desk@ferry.example"],
    ["share", "🔗 Copy link"],
    ["share", "Share on WhatsApp"],
    ["dateline", "Published 14:02 GMT, 3 May 2021"],
    ["dateline", "ORLO, May 3 (Ferry Wire) —"],
    ["byline", "By Mara Lind and Tom Orr"],
  ])("%s: %s", (kind, line) => expect(kinds(BODY, line, BODY.replace("ferry", "barge"))[1]).toBe(kind));

  it("leaves prose that only begins alike to the author", () => {
    const prose = [
      "By Monday the ferry had sailed, and the port was empty of lorries again.",
      "Share prices fell after the ferry sailed, and they have not come back since.",
      "Related questions were never asked in the port, where nobody likes to talk of lorries.",
      "Page after page of the report tells of lorries that were never counted at the port.",
    ];
    expect(kinds(...prose)).toEqual(["-", "-", "-", "-"]);
  });
});

describe("boilerplate that its neighbours show", () => {
  it("a caption beside a duration, and its repeat", () =>
    expect(kinds(BODY, "0:58", "Lorries wait at dawn", "Lorries wait at dawn", BODY.replace("ferry", "barge"))).toEqual(
      ["-", "duration", "caption", "caption", "-"],
    ));
  it("words of the text set large", () =>
    expect(kinds(BODY, "nobody at the port asked where they were bound")[1]).toBe("pullquote"));
  it("names under a title", () =>
    expect(kinds("Where the lorries went", "Mara Lind and Tom Orr", BODY)).toEqual(["heading", "byline", "-"]));
  it("the note on the author at the end, and no such sentence in the middle", () => {
    const bio = "Mara Lind is a professor of transport at the University of Orlo.";
    expect(kinds(BODY, bio, BODY.replace("ferry", "barge"))).toEqual(["-", "-", "-"]);
    expect(kinds(BODY, bio)).toEqual(["-", "bio"]);
  });
  it("a question at the end is the author's", () => expect(kinds(BODY, "So, where do they go?")[1]).toBe("-"));
  it("in a page of broken lines, only lines that stand alone are headings", () => {
    const wrapped = [
      "The ferry sailed on Monday with forty lorries on board, and",
      "nobody at the port asked where they were bound. The port was",
      "empty again on Tuesday, and the lorries came back one by one",
      "over the bridge that the army had closed",
      "in the spring of that year without any word.",
      "",
      "What the port knew",
      "",
      "It knew nothing at all, or so its master told the paper that",
      "asked him about it.",
    ];
    expect(kinds(...wrapped)).toEqual(["-", "-", "-", "-", "-", "heading", "-", "-"]);
  });
});
