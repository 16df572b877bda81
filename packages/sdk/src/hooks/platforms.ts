import type { BaseControl } from "../core/base-control.ts";
import { PagePlatform } from "../generated/enums.ts";
import type { Page } from "../page/page.ts";

/** Thrown when the visitor's platform lacks what is asked for. */
export class UnsupportedPlatformError extends Error {
  override readonly name = "UnsupportedPlatformError";
}

/** Something that only works on some platforms: which, and for which. */
export type PlatformTest = (page: Page) => boolean;

export const tests = {
  "Android, iOS and web": (page) => page.web || PagePlatform.isMobile(page.platform),
  "Android and iOS": (page) => !page.web && PagePlatform.isMobile(page.platform),
  "platforms other than the web": (page) => !page.web,
  "desktop platforms": (page) => !page.web && PagePlatform.isDesktop(page.platform),
  "desktop platforms and Android": (page) =>
    !page.web && (PagePlatform.isDesktop(page.platform) || page.platform === "android"),
  Android: (page) => !page.web && page.platform === "android",
  "iOS and macOS": (page) => !page.web && PagePlatform.isApple(page.platform),
} as const satisfies Readonly<Record<string, PlatformTest>>;

/** Refuses a control or a call of it where it does not work. */
export function needs(
  platforms: keyof typeof tests,
  what?: string,
): (control: BaseControl) => undefined {
  return (control) => {
    const page = control.page as Page;
    if (tests[platforms](page)) return undefined;
    const name =
      what === undefined ? control.constructor.name : `${control.constructor.name}.${what}`;
    throw new UnsupportedPlatformError(`${name} works only on ${platforms}`);
  };
}
