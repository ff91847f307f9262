// Problems with a file as a whole: they have a file and no place in it that a person could look up.

import type { Problem, Severity } from "../../base/problem.ts";

function problem(severity: Severity, code: string, file: string, says: string, mend?: string, line = 1): Problem {
  return { code, severity, at: { file, line, column: 1, length: 0 }, says, ...(mend === undefined ? {} : { mend }) };
}

export const say = {
  error: (code: string, file: string, says: string, mend?: string) => problem("error", code, file, says, mend),
  warning: (code: string, file: string, says: string, mend?: string, line?: number) =>
    problem("warning", code, file, says, mend, line),
};
