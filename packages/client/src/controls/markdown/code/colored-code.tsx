import type { ComponentChild } from "preact";
import type { CodeColors } from "./code-colors.ts";
import { codeParts } from "./code-parts.ts";

export { codeColors } from "./code-colors.ts";

/** Code whose parts have the styles of a theme. */
export function coloredCode(code: string, language: string, colors: CodeColors): ComponentChild {
  return codeParts(code, language).map(({ scope, text }, at) => {
    const style = colors.get(scope);
    return style ? (
      <span key={at} style={style}>
        {text}
      </span>
    ) : (
      text
    );
  });
}
