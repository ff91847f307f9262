// Whether the page is as narrow as a phone: figures are then drawn for that width, so that their letters stay readable.

import { useSyncExternalStore } from "react";

const query = matchMedia("(max-width: 700px)");

const subscribe = (told: () => void) => {
  query.addEventListener("change", told);
  return () => query.removeEventListener("change", told);
};

export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query.matches);

/** Units of a figure that fills such a page. */
export const NARROW = 380;
