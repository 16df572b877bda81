import type { Token, Tokens } from "marked";
import { type ComponentChild, Fragment } from "preact";
import { useState } from "preact/hooks";
import { textStyleCss } from "../../values/text-style.ts";
import { decodeEntities } from "./entities.ts";
import type { FootnoteMark } from "./footnotes.tsx";
import type { MarkdownContext } from "./markdown-context.ts";
import { TexFormula } from "./tex-formula.tsx";

/** The parts of a line of text. Markup of other languages is shown as it was written. */
export function inlines(tokens: readonly Token[] | undefined, md: MarkdownContext): ComponentChild {
  return tokens?.map((token, index) => <Fragment key={index}>{inline(token, md)}</Fragment>);
}

function inline(token: Token, md: MarkdownContext): ComponentChild {
  const { sheet } = md;
  switch (token.type) {
    case "strong":
      return (
        <strong style={textStyleCss(sheet.strong_text_style)}>{inlines(token.tokens, md)}</strong>
      );
    case "em":
      return <em style={textStyleCss(sheet.em_text_style)}>{inlines(token.tokens, md)}</em>;
    case "del":
      return <del style={textStyleCss(sheet.del_text_style)}>{inlines(token.tokens, md)}</del>;
    case "codespan":
      return <code style={textStyleCss(sheet.code_text_style)}>{decodeEntities(token.text)}</code>;
    case "br":
      return <br />;
    case "link":
      return <Link token={token as Tokens.Link} md={md} />;
    case "image":
      return <Picture token={token as Tokens.Image} md={md} />;
    case "tex":
      return <TexFormula source={token.text} isDisplay={token.isDisplay} md={md} />;
    case "footnote_mark":
      return md.footnotes.mark(token as FootnoteMark);
    case "emoji":
      return md.emoji(token.name) ?? token.raw;
    case "escape":
      return token.text;
    case "text":
      return token.tokens ? inlines(token.tokens, md) : broken(decodeEntities(token.text), md);
    default:
      return token.raw;
  }
}

/** A new line of the source is a space, unless the author wants it as it is. */
function broken(text: string, { softBreaks }: MarkdownContext): ComponentChild {
  if (!text.includes("\n")) return text;
  if (!softBreaks) return text.replaceAll("\n", " ");
  return text.split("\n").map((line, index) => (
    <Fragment key={index}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ));
}

function Link({ token, md }: { token: Tokens.Link; md: MarkdownContext }): ComponentChild {
  const href = md.safeUrl(token.href);
  const text = inlines(token.tokens, md);
  if (href === undefined) return <span>{text}</span>;
  return (
    <a
      href={href}
      title={token.title ?? ""}
      rel="noopener"
      style={textStyleCss(md.sheet.a_text_style)}
      onClick={(event) => {
        event.preventDefault();
        event.stopPropagation();
        md.onLink(token.href);
      }}
    >
      {text}
    </a>
  );
}

function Picture({ token, md }: { token: Tokens.Image; md: MarkdownContext }): ComponentChild {
  const [failed, setFailed] = useState(false);
  if (failed) return md.brokenImage() ?? token.text;
  return (
    <img
      src={md.imageUrl(token.href)}
      alt={token.text}
      title={token.title ?? ""}
      onError={() => setFailed(true)}
    />
  );
}
