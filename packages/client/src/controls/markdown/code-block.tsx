import type { ComponentChild } from "preact";
import { useEffect, useState } from "preact/hooks";
import { paddingCss } from "../../values/edges.ts";
import { textStyleCss } from "../../values/text-style.ts";
import { loadChunk } from "../../view/load-chunk.ts";
import { boxCss } from "./block-css.ts";
import type { MarkdownContext } from "./markdown-context.ts";

type Coloring = typeof import("./code/colored-code.tsx");

interface Props {
  readonly code: string;
  readonly language: string;
  readonly md: MarkdownContext;
}

/** A block of code; in the colors of a theme, whose code comes with the first that has one. */
export function CodeBlock({ code, language, md }: Props): ComponentChild {
  const [coloring, setColoring] = useState<Coloring>();
  const { sheet, codeTheme } = md;
  const isColored = codeTheme !== undefined && codeTheme !== null;
  useEffect(() => {
    if (isColored) void loadChunk(() => import("./code/colored-code.tsx")).then(setColoring);
  }, [isColored]);
  const colors = isColored ? coloring?.codeColors(codeTheme) : undefined;
  const { background, ...root } = colors?.get("root") ?? {};
  const box = { ...boxCss(sheet.codeblock_decoration), ...paddingCss(sheet.codeblock_padding) };
  return (
    <pre
      style={{ ...box, ...(background ? { background } : {}) }}
      {...(isColored && !coloring ? { "aria-busy": true } : {})}
    >
      <code style={{ ...root, ...textStyleCss(sheet.code_text_style) }}>
        {coloring && colors ? coloring.coloredCode(code, language, colors) : code}
      </code>
    </pre>
  );
}
