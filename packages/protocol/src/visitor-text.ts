const maxCharacters = 200;

/** What a visitor is told of an error: the first line of its message, cut short. The rest is for the app's log. */
export function visitorText(message: string): string {
  const [line = ""] = message.trimStart().split(/[\r\n]/, 1);
  const characters = [...line.slice(0, maxCharacters * 2 + 2).trimEnd()];
  return characters.length <= maxCharacters
    ? characters.join("")
    : `${characters.slice(0, maxCharacters - 1).join("")}…`;
}
