// `standoff schema`: the JSON Schema of a model file, made from the code that reads it; any editor completes and checks with it.

import { jsonSchema } from "../../../language/shape/sections.ts";
import type { AddVerb } from "../io.ts";
import { mayWrite, writeText } from "../output.ts";

export const addSchema: AddVerb = (program, io) => {
  program
    .command("schema")
    .description("Prints the JSON Schema of a model file, for editors.")
    .addHelpText("before", "  $ standoff schema -o standoff.schema.json\n")
    .option("-o, --output <file>", "write a file: .json")
    .action(({ output }: { output?: string }) => {
      const text = `${JSON.stringify(jsonSchema(), null, 2)}\n`;
      if (output === undefined) io.out(text);
      else if (mayWrite(io, output, [".json"]) && writeText(io, output, text)) io.out(`Written to ${output}\n`);
    });
};
