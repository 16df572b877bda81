import type { ComponentChild } from "preact";
import type { Footnotes } from "./footnotes.tsx";

/** What the parts of a text need of the control. */
export interface MarkdownContext {
  /** The style sheet of the author. */
  readonly sheet: Readonly<Record<string, unknown>>;
  /** The name of a theme for code, or one of the author's own. */
  readonly codeTheme: unknown;
  /** How formulas look. */
  readonly texStyle: unknown;
  readonly texScale: number;
  readonly softBreaks: boolean;
  readonly footnotes: Footnotes;
  /** The picture that a word between colons stands for. */
  readonly emoji: (name: string) => string | undefined;
  readonly onLink: (href: string) => void;
  /** An address that a browser may load or go to, undefined for all others. */
  readonly safeUrl: (href: string) => string | undefined;
  readonly imageUrl: (src: string) => string;
  readonly brokenImage: () => ComponentChild;
}
