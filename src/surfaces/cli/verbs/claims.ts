// `standoff claims`: the claims of a text or model at work: accepted, set aside, merged, reworded, believed, graded.

import type { AddVerb } from "../io.ts";
import { addEditVerbs } from "./claims/edit-verbs.ts";

export const addClaims: AddVerb = (program, io) => {
  const command = program.command("claims").description("Puts claims to work.").enablePositionalOptions();
  addEditVerbs(command, io);
};
