import type { ComponentChild } from "preact";
import { useMemo } from "preact/hooks";
import { isSafeUrl, openUrl } from "../../services/open-url.ts";
import { mapOf, numberOf, textOf } from "../../values/scalars.ts";
import { child } from "../../view/children.tsx";
import { useClient } from "../../view/client-context.ts";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { useTextSelection } from "../use-text-selection.ts";
import { blocks } from "./blocks.tsx";
import { Footnotes } from "./footnotes.tsx";
import type { MarkdownContext } from "./markdown-context.ts";
import { emojiMark, readMarkdown } from "./markdown-syntax.ts";
import { useEmoji } from "./use-emoji.ts";

/** A text with marks for headings, lists, links, …; it becomes elements, never markup. */
export function Markdown({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const value = textOf(node.value) ?? "";
  const set = textOf(node.extension_set)?.toLowerCase() ?? "none";
  const tokens = useMemo(() => {
    return readMarkdown(value, {
      isGithub: set.startsWith("github"),
      hasFences: set !== "none",
      hasEmoji: set === "githubweb",
    });
  }, [value, set]);
  const footnotes = useMemo(() => new Footnotes(`fl-md-${node._i}`, tokens), [tokens]);
  const emoji = useEmoji(set === "githubweb" && emojiMark.test(value));
  useTextSelection(node, value);
  const sheet = mapOf(node.md_style_sheet) ?? {};
  const safeUrl = (href: string) => (isSafeUrl(href, document.baseURI) ? href : undefined);
  const md: MarkdownContext = {
    sheet: { ...sheet, ...(node.code_style_sheet ? codeOf(node.code_style_sheet) : {}) },
    codeTheme: node.code_theme,
    texStyle: node.latex_style,
    texScale: numberOf(node.latex_scale_factor) ?? 1,
    softBreaks: node.soft_line_break === true,
    footnotes,
    emoji,
    safeUrl,
    imageUrl: client.assetUrl,
    brokenImage: () => child(node.image_error_content, inPlain(ctx)),
    onLink: (href) => {
      if (node.auto_follow_links === true) {
        const target = textOf(node.auto_follow_links_target);
        openUrl({ url: href, target: target === "blank" ? "_blank" : target }, window);
      }
      client.trigger(node, "tap_link", href);
    },
  };
  const spacing = numberOf(sheet.block_spacing);
  const indent = numberOf(sheet.list_indent);
  const selectable = node.selectable === true;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a text has no key
    // biome-ignore lint/a11y/noStaticElementInteractions: a text is no button, apps may hear of clicks on it
    <div
      {...frame}
      class={`fl-md${selectable ? " fl-text-selectable" : ""}`}
      style={{
        ...(spacing === undefined ? {} : { "--fl-gap": `${spacing}px` }),
        ...(indent === undefined ? {} : { "--fl-indent": `${indent}px` }),
        ...frame.style,
      }}
      onClick={() => client.trigger(node, "tap_text")}
    >
      {blocks(tokens, md)}
      {footnotes.list(md)}
    </div>
  );
}

function codeOf(value: unknown): Readonly<Record<string, unknown>> {
  const { code_text_style, codeblock_padding, codeblock_decoration } = mapOf(value) ?? {};
  const own = { code_text_style, codeblock_padding, codeblock_decoration };
  return Object.fromEntries(Object.entries(own).filter(([, part]) => part !== undefined));
}
