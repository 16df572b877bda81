import type { ComponentChild } from "preact";

/** What the parts of a text need of the control. */
export interface MarkdownContext {
  /** The style sheet of the author. */
  readonly sheet: Readonly<Record<string, unknown>>;
  readonly softBreaks: boolean;
  readonly onLink: (href: string) => void;
  /** An address that a browser may load or go to, undefined for all others. */
  readonly safeUrl: (href: string) => string | undefined;
  readonly imageUrl: (src: string) => string;
  readonly brokenImage: () => ComponentChild;
}
