// Share: a link that carries the changes (and the model where it is small), or one HTML file that plays by itself. Which source texts
// would travel is said first: none, unless ticked; hashes and the model's own words about them always travel.

import { useState } from "react";
import { count } from "../../../present/words/figures.ts";
import { LONGEST_LINK, linkOf } from "../state/link.ts";
import { filesNow, usePage } from "../state/store.ts";
import { Box } from "./box.tsx";
import { download } from "./download.ts";
import { notice } from "./parts/actions.ts";
import { selfPlaying } from "./self-playing.ts";

function link(withModel: boolean): string {
  const page = usePage.getState();
  const { history, model, question, seed, runs, boot } = page;
  const doc = withModel ? { ...history.doc, edits: {} } : history.doc;
  const files = withModel ? filesNow() : undefined;
  return linkOf({
    title: model?.title ?? "",
    model: model?.hash ?? "",
    version: boot.version,
    question,
    seed,
    runs,
    doc,
    ...(files && { files, main: boot.main }),
  });
}

export function ShareDialog() {
  const { texts, boot, model } = usePage();
  const [travels, choose] = useState<string[]>([]);
  const [says, say] = useState("");
  const withModel = link(true);
  const isLong = withModel.length > LONGEST_LINK;
  const fragment = isLong ? link(false) : withModel;
  const href = `${location.href.split("#")[0]}${fragment}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(href);
      notice("The link is copied.");
    } catch {
      say("The browser does not let this page copy: select the link by hand.");
    }
  };
  const save = async () => {
    const made = await selfPlaying(
      Object.fromEntries(Object.entries(texts).filter(([name]) => travels.includes(name))),
    );
    if ("says" in made) say(made.says);
    else
      download(
        `${(model?.title ?? "standoff").toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.html`,
        made.html,
        "text/html",
      );
  };
  return (
    <Box title="Share">
      <h3>A link</h3>
      <p className="note">
        {isLong
          ? `It carries your changes alone: with the model it would be ${count(withModel.length)} characters long. Whoever opens it needs the same model, served by Standoff.`
          : "It carries the model and your changes, after the #, so no server ever sees them."}
      </p>
      <p className="share-link">
        <input type="text" readOnly value={href} aria-label="Link" onFocus={(event) => event.target.select()} />
        <button type="button" onClick={copy}>
          Copy
        </button>
      </p>
      <h3>One file</h3>
      <p className="note">A page that plays by itself, offline, from any folder.</p>
      {Object.keys(texts).length > 0 ? (
        <fieldset>
          <legend>Texts that travel with the file</legend>
          <p className="note">
            By default none: of a source only its hash and title, and the claims in the modeller's words. Without its
            record a model has no Watch tab.
          </p>
          {Object.entries(texts).map(([name, text]) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={travels.includes(name)}
                onChange={(event) =>
                  choose(event.target.checked ? [...travels, name] : travels.filter((t) => t !== name))
                }
              />{" "}
              {name} ({count(text.length)} characters)
            </label>
          ))}
        </fieldset>
      ) : (
        <p className="note">No source text is open here, so none would travel.</p>
      )}
      <p>
        <button type="button" onClick={save}>
          Save as one HTML file
        </button>
      </p>
      {says && <p className="amber">{says}</p>}
      <p className="note">
        The model of {boot.folder} and all its claims are readable by whoever has the link or the file.
      </p>
    </Box>
  );
}
