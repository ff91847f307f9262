// The page: levers, answer with its tabs, because; the difference at the foot.

import { lazy, Suspense, useEffect } from "react";
import { takeFiles, usePage } from "../state/store.ts";
import { Answer } from "./answer.tsx";
import { Brief } from "./brief.tsx";
import { DifferenceBar } from "./difference.tsx";
import { listenToKeys } from "./keys.ts";
import { Levers } from "./levers.tsx";
import { Because } from "./parts/because.tsx";
import { followFolder } from "./parts/folder.ts";
import { TabBox, tabsFor } from "./tab-box.tsx";
import { TopBar } from "./top-bar.tsx";

const Dialogs = lazy(() => import("./dialogs.tsx").then((m) => ({ default: m.Dialogs })));

function LinkNotice() {
  const says = usePage((page) => page.linkSays);
  if (!says) return null;
  return (
    <p className="amber banner" role="status">
      {says}{" "}
      <button type="button" className="quiet" onClick={() => usePage.setState({ linkSays: undefined })}>
        close
      </button>
    </p>
  );
}

export function App() {
  const title = usePage((page) => page.model?.title);
  const canSave = usePage((page) => page.boot.canSave);
  const isOpen = usePage((page) => page.dialog !== undefined);
  useEffect(() => listenToKeys(() => tabsFor(usePage.getState())), []);
  useEffect(() => {
    document.title = title === undefined ? "Standoff" : `${title}: Standoff`;
  }, [title]);
  useEffect(
    () =>
      canSave
        ? followFolder((files, texts) => takeFiles(files, texts, usePage.getState().history.doc.edits))
        : undefined,
    [canSave],
  );
  return (
    <>
      <a className="skip" href="#answer">
        To the answer
      </a>
      <div className="page">
        <TopBar />
        <LinkNotice />
        <main>
          <Levers />
          <div className="middle">
            <Answer />
            <TabBox />
          </div>
          <Because />
        </main>
        <DifferenceBar />
      </div>
      {isOpen && (
        <Suspense fallback={null}>
          <Dialogs />
        </Suspense>
      )}
      <Brief />
    </>
  );
}
