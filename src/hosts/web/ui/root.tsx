// The page's tree, put where it belongs. Fetched beside the workers' script, not before it.

import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";

export const showPage = (root: HTMLElement) => createRoot(root).render(<App />);
