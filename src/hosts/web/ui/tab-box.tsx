// The tabs under the answer. A tab without anything to show for this model is absent. All but the first are loaded when they are opened.

import { type ComponentType, type KeyboardEvent, lazy, Suspense } from "react";
import { decides } from "../../../language/decides.ts";
import { showTab, TAB_NAMES, type Tab, usePage } from "../state/store.ts";
import { OverTime } from "./tabs/over-time.tsx";

const VIEWS: Record<Tab, ComponentType> = {
  time: OverTime,
  futures: lazy(() => import("./tabs/futures.tsx").then((m) => ({ default: m.Futures }))),
  why: lazy(() => import("./tabs/why.tsx").then((m) => ({ default: m.Why }))),
  map: lazy(() => import("./tabs/map.tsx").then((m) => ({ default: m.CausalMapTab }))),
  game: lazy(() => import("./tabs/game.tsx").then((m) => ({ default: m.GameTab }))),
  watch: lazy(() => import("./tabs/watch.tsx").then((m) => ({ default: m.WatchTab }))),
  seat: lazy(() => import("./tabs/seat.tsx").then((m) => ({ default: m.Seat }))),
  model: lazy(() => import("./tabs/model.tsx").then((m) => ({ default: m.ModelTab }))),
  read: lazy(() => import("./tabs/read.tsx").then((m) => ({ default: m.Read }))),
  compare: lazy(() => import("./tabs/compare.tsx").then((m) => ({ default: m.Compare }))),
};

type Shown = Pick<ReturnType<typeof usePage.getState>, "model" | "texts">;

export function tabsFor({ model, texts }: Shown): Tab[] {
  const someoneDecides = model?.policies.some(decides) ?? false;
  const all: [Tab, boolean][] = [
    ["time", model !== undefined],
    ["futures", model !== undefined],
    ["why", someoneDecides],
    ["map", model !== undefined],
    ["game", someoneDecides],
    ["watch", model?.history !== undefined && Object.hasOwn(texts, model.history)],
    ["seat", someoneDecides],
    ["model", true],
    ["read", model !== undefined],
    ["compare", model !== undefined],
  ];
  return all.filter(([, is]) => is).map(([tab]) => tab);
}

export function TabBox() {
  const page = usePage();
  const tabs = tabsFor(page);
  const isEmpty = page.model === undefined && page.problems.length === 0;
  const tab = tabs.includes(page.tab) ? page.tab : tabs[0]!;
  const errors = page.problems.filter((p) => p.severity === "error").length;
  const View = VIEWS[tab];
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length]!;
    showTab(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  // Before anything is read there is nothing to look at, and the editor must not be fetched for it
  if (isEmpty) return <section className="tabs" id="tabs" />;
  return (
    <section className="tabs" id="tabs" aria-label="More ways to look">
      <div role="tablist" aria-label="Tabs" onKeyDown={onKeyDown}>
        {tabs.map((t, i) => (
          <button
            key={t}
            id={`tab-${t}`}
            type="button"
            role="tab"
            aria-selected={t === tab}
            aria-controls="tab-panel"
            tabIndex={t === tab ? 0 : -1}
            title={`${TAB_NAMES[t]} (${(i + 1) % 10})`}
            onClick={() => showTab(t)}
          >
            {TAB_NAMES[t]}
            {t === "model" && errors > 0 && <span className="badge">{errors}</span>}
            {t === "compare" && page.history.doc.pins.length > 0 && (
              <span className="badge quiet-badge">{page.history.doc.pins.length}</span>
            )}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`} key={tab}>
        <Suspense fallback={<p className="note">…</p>}>
          <View />
        </Suspense>
      </div>
    </section>
  );
}
