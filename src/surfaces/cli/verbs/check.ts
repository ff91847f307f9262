// `standoff check`: everything that is wrong with a model, all at once.

import { readModel } from "../../../language/read-model.ts";
import { countProblems } from "../../../report/say-problems.ts";
import { type AddVerb, EXIT } from "../io.ts";
import { openFolder, sayAll } from "../open-model.ts";

export const addCheck: AddVerb = (program, io) => {
  program
    .command("check")
    .description("say everything that is wrong with a model")
    .argument("[folder]", "a model", ".")
    .action((named: string) => {
      const folder = openFolder(named, io);
      if (!folder) return;
      const read = readModel(folder.main, folder.read);
      const text = sayAll(read, folder);
      io.out(`${text}${text ? "\n" : ""}${countProblems(read.problems)}\n`);
      if (!read.model) io.code = EXIT.wrong;
    });
};
