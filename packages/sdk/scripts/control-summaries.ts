import { controlSentences } from "./control-sentences.ts";
import type { ControlNode } from "./schema.ts";

/** What a control is: a sentence, then the facts. */
export function controlText(id: string, node: ControlNode): string {
  const sentence = controlSentences[id];
  if (sentence === undefined) throw new Error(`no sentence says what the control ${id} is`);
  const facts = node.abstract ? [] : [`Wire type \`${node.wireType}\`.`];
  if (node.carriesAction && !node.abstract) facts.push("May carry client actions.");
  return [sentence, ...facts].join(" ");
}
