// The two files of a fit: fitted.yaml with the scenario, fitted.csv with the draws that it plays. The scenario has the file's name.

import { basename } from "node:path";
import { drawsFile, type FitReport, fittedScenario } from "../../../../present/watch/fit-report.ts";
import type { Io } from "../../io.ts";
import { writeText } from "../../output.ts";

/** False after it was said why a file could not be written. */
export function writeFitted(io: Io, file: string, report: FitReport, written: string): boolean {
  const draws = file.replace(/\.yaml$/, ".csv");
  const id = basename(file, ".yaml").replace(/[^A-Za-z0-9_]/g, "_");
  if (!writeText(io, draws, drawsFile(report, written))) return false;
  if (!writeText(io, file, fittedScenario(report, id, basename(draws)))) return false;
  io.err(`Written to ${file} and ${draws}; play it with --scenario ${basename(file, ".yaml")}\n`);
  return true;
}
