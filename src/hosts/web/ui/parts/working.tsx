// A long lens at work: how far it is, and the way to stop it.

import { usePage } from "../../state/store.ts";

export function Working({ says, stop }: { says: string; stop: () => void }) {
  const done = usePage((page) => page.longDone);
  const isWaiting = usePage((page) => page.isPlaying);
  return (
    <p className="working">
      {isWaiting ? "After the answer has settled." : `${says} …`}
      <progress value={done ?? 0} max={1} aria-label={says} />
      <button type="button" className="quiet" onClick={stop}>
        stop
      </button>
    </p>
  );
}
