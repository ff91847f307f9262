// The compiled form of a model, as its questions are played.

import { describeKernel } from "../../engine/wasm/describe.ts";
import { isPlain, talliesOf } from "../../ensemble/ask.ts";
import type { CheckedModel } from "../../language/checked-model.ts";

export const kernelOf = (model: CheckedModel): string[] =>
  describeKernel(model, talliesOf(model, model.questions.filter(isPlain)).recording);
