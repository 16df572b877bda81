import type { Locale, LocaleConfiguration, ShareFile, TextSelection } from "../generated/values.ts";

type Make<T> = (props: Readonly<Record<string, unknown>>) => T;

/** Derived facts of a `TextSelection`. */
export interface TextSelectionMembers {
  /** The index of the first selected character. */
  readonly start: number;
  /** The index after the last selected character. */
  readonly end: number;
  /** Whether both ends lie in the text. */
  readonly isValid: boolean;
  /** Whether nothing is selected. */
  readonly isCollapsed: boolean;
  readonly isNormalized: boolean;
  /** The selected part of the text. */
  getSelectedText(sourceText: string): string;
}

export const textSelectionMembers: TextSelectionMembers & ThisType<TextSelection> = {
  get start() {
    return Math.min(
      (this as unknown as TextSelection).baseOffset,
      (this as unknown as TextSelection).extentOffset,
    );
  },
  get end() {
    return Math.max(
      (this as unknown as TextSelection).baseOffset,
      (this as unknown as TextSelection).extentOffset,
    );
  },
  get isValid() {
    return this.start >= 0 && this.end >= 0;
  },
  get isCollapsed() {
    return this.start === this.end;
  },
  get isNormalized() {
    return this.start <= this.end;
  },
  getSelectedText(sourceText) {
    if (!this.isValid) throw new RangeError("the selection does not lie in a text");
    return sourceText.slice(this.start, this.end);
  },
};

/** Forms of a `Locale`. */
export interface LocaleMembers {
  /** The BCP 47 tag, for instance `zh-Hans-CN`. */
  readonly languageTag: string;
  /** As the tag, with underscores. */
  toString(): string;
}

export const localeMembers: LocaleMembers & ThisType<Locale> = {
  get languageTag() {
    return subtags(this as unknown as Locale).join("-");
  },
  toString() {
    return subtags(this).join("_");
  },
};

function subtags({ languageCode, scriptCode, countryCode }: Locale): string[] {
  return [languageCode, scriptCode, countryCode].filter(
    (part) => part !== null && part !== "",
  ) as string[];
}

export function checkLocale(locale: Locale): void {
  if (locale.languageCode === "") throw new RangeError("Locale: languageCode cannot be empty");
}

export function checkLocaleConfiguration(configuration: LocaleConfiguration): void {
  if (configuration.supportedLocales.length === 0) {
    throw new RangeError(
      "LocaleConfiguration: supportedLocales needs at least one locale, the first is the fallback",
    );
  }
}

/** Helpers of `ShareFile`. */
export interface ShareFileStatics {
  fromPath(path: string, options?: { readonly name?: string | null | undefined }): ShareFile;
  fromBytes(
    data: Uint8Array,
    options?: {
      readonly mimeType?: string | null | undefined;
      readonly name?: string | null | undefined;
    },
  ): ShareFile;
}

export function shareFileStatics(make: Make<ShareFile>): ShareFileStatics {
  return {
    fromPath: (path, options) => make({ path, ...options }),
    fromBytes: (data, options) => make({ data, ...options }),
  };
}

export function checkShareFile(file: ShareFile): void {
  if (file.path === null && file.data === null)
    throw new TypeError('ShareFile needs "path" or "data"');
}
