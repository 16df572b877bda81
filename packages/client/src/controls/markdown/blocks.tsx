import type { Token, Tokens } from "marked";
import type { ComponentChild } from "preact";
import { paddingCss } from "../../values/edges.ts";
import { textStyleCss } from "../../values/text-style.ts";
import { boxCss } from "./block-css.ts";
import { CodeBlock } from "./code-block.tsx";
import { inlines } from "./inline.tsx";
import type { MarkdownContext } from "./markdown-context.ts";
import { TexFormula } from "./tex-formula.tsx";

/** The paragraphs, lists, tables, … of a text, one below the other. */
export function blocks(tokens: readonly Token[], md: MarkdownContext): ComponentChild[] {
  return tokens
    .filter(({ type }) => type !== "space" && type !== "def" && type !== "footnote")
    .map((token, index) => <Block key={index} token={token} md={md} />);
}

interface BlockProps {
  readonly token: Token;
  readonly md: MarkdownContext;
}

function Block({ token, md }: BlockProps): ComponentChild {
  const { sheet } = md;
  switch (token.type) {
    case "heading":
      return <Heading token={token as Tokens.Heading} md={md} />;
    case "paragraph":
      return (
        <p style={{ ...textStyleCss(sheet.p_text_style), ...paddingCss(sheet.p_padding) }}>
          {inlines(token.tokens, md)}
        </p>
      );
    case "text":
      return <span>{token.tokens ? inlines(token.tokens, md) : token.text}</span>;
    case "list":
      return <List token={token as Tokens.List} md={md} />;
    case "blockquote":
      return (
        <blockquote
          style={{
            ...textStyleCss(sheet.blockquote_text_style),
            ...boxCss(sheet.blockquote_decoration),
            ...paddingCss(sheet.blockquote_padding),
          }}
        >
          {blocks(token.tokens ?? [], md)}
        </blockquote>
      );
    case "code":
      return <CodeBlock code={token.text} language={languageOf(token as Tokens.Code)} md={md} />;
    case "tex":
      return <TexFormula source={token.text} isDisplay md={md} />;
    case "hr":
      return <hr style={boxCss(sheet.horizontal_rule_decoration)} />;
    case "table":
      return <Table token={token as Tokens.Table} md={md} />;
    default:
      return <p>{token.raw}</p>;
  }
}

/** The first word behind the fence. */
function languageOf({ lang = "" }: Tokens.Code): string {
  return /^\S*/.exec(lang)?.[0] ?? "";
}

function Heading({ token, md }: { token: Tokens.Heading; md: MarkdownContext }): ComponentChild {
  const level = Math.min(Math.max(token.depth, 1), 6);
  const Level = `h${level}` as "h1";
  const { sheet } = md;
  return (
    <Level
      style={{
        ...textStyleCss(sheet[`h${level}_text_style`]),
        ...paddingCss(sheet[`h${level}_padding`]),
      }}
    >
      {inlines(token.tokens, md)}
    </Level>
  );
}

function List({ token, md }: { token: Tokens.List; md: MarkdownContext }): ComponentChild {
  const items = token.items.map((item, index) => (
    <li key={index} class={item.task ? "fl-md-task" : ""}>
      {item.task && (
        <input
          type="checkbox"
          checked={item.checked === true}
          disabled
          style={textStyleCss(md.sheet.checkbox_text_style)}
        />
      )}
      {blocks(
        item.tokens.filter(({ type }) => type !== "checkbox"),
        md,
      )}
    </li>
  ));
  return token.ordered ? <ol start={Number(token.start) || 1}>{items}</ol> : <ul>{items}</ul>;
}

function Table({ token, md }: { token: Tokens.Table; md: MarkdownContext }): ComponentChild {
  const { sheet } = md;
  const alignment = (column: number) =>
    token.align[column] ? { textAlign: token.align[column] } : {};
  return (
    <table>
      <thead>
        <tr>
          {token.header.map((cell, column) => (
            <th
              key={column}
              style={{ ...alignment(column), ...textStyleCss(sheet.table_head_text_style) }}
            >
              {inlines(cell.tokens, md)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {token.rows.map((row, line) => (
          <tr key={line}>
            {row.map((cell, column) => (
              <td
                key={column}
                style={{ ...alignment(column), ...textStyleCss(sheet.table_body_text_style) }}
              >
                {inlines(cell.tokens, md)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
