import type { ComponentChild } from "preact";
import { useEffect, useState } from "preact/hooks";
import { textStyleCss } from "../../values/text-style.ts";
import { loadChunk } from "../../view/load-chunk.ts";
import type { MarkdownContext } from "./markdown-context.ts";

type Drawing = typeof import("./tex/tex-view.tsx");

interface Props {
  readonly source: string;
  readonly isDisplay: boolean;
  readonly md: MarkdownContext;
}

/** A formula; what draws it comes with the first one. */
export function TexFormula({ source, isDisplay, md }: Props): ComponentChild {
  const [drawing, setDrawing] = useState<Drawing>();
  useEffect(() => {
    void loadChunk(() => import("./tex/tex-view.tsx")).then(setDrawing);
  }, []);
  const { texStyle, texScale } = md;
  return (
    <span
      class="fl-tex"
      style={{ ...textStyleCss(texStyle), ...(texScale === 1 ? {} : { zoom: texScale }) }}
      {...(drawing ? {} : { "aria-busy": true })}
    >
      {drawing ? drawing.texView(source, isDisplay) : source}
    </span>
  );
}
