// What the claims do: against rival answers (Heuer's matrix, with the model's own answer beside it), to the answer, and what rests on none.

import { commandOf } from "../../state/command.ts";
import { movedOf } from "../../state/doc.ts";
import { usePage } from "../../state/store.ts";
import type { Request } from "../../worker/protocol.ts";
import { CommandLine } from "../parts/command-line.tsx";
import { DocumentView } from "../parts/document-view.tsx";
import { useReply } from "../parts/use-reply.ts";

export type Way = Extract<Request, { kind: "weigh" }>["what"];

const RUNS = 10_000;

const FLAGS: Record<Way, readonly string[]> = {
  matrix: ["--matrix"],
  effects: ["--effects"],
  assumptions: ["--assumptions"],
};

export function Weigh({ what, title }: { what: Way; title: string }) {
  const { question, history, seed, boot } = usePage();
  const moved = movedOf(history.doc);
  const reply = useReply<"weigh">({ kind: "weigh", what, question, moved, seed, runs: RUNS });
  const names = what === "matrix" ? [question] : [];
  return (
    <div className={reply.isOld && reply.value ? "old" : undefined}>
      <h3>{title}</h3>
      {reply.says && <p className="note">{reply.says}</p>}
      {!reply.value && !reply.says && <p className="note">Playing it …</p>}
      {reply.value && <DocumentView document={reply.value} />}
      <CommandLine text={commandOf(boot.folder, "claims", [...names, ...FLAGS[what]], { moved, seed, runs: RUNS })} />
    </div>
  );
}
