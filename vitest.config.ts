import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.ts"],
    // The page in a real browser takes minutes: npm run test:workbench
    exclude: process.env.WORKBENCH === "1" ? [] : ["**/node_modules/**", "test/browser/workbench.browser.test.ts"],
    testTimeout: 60_000,
    reporters: ["default"],
  },
});
