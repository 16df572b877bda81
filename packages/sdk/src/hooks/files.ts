import type { BaseControl } from "../core/base-control.ts";
import { PagePlatform } from "../generated/enums.ts";
import type { Page } from "../page/page.ts";

type Arguments = Readonly<Record<string, unknown>>;

/** A browser has no dialog that tells where to save: it needs the bytes and a name at once. */
export function saveNeedsBytes(control: BaseControl, args: Arguments): void {
  const page = control.page as Page;
  const hasBytes = args.srcBytes instanceof Uint8Array && args.srcBytes.length > 0;
  if ((page.web || PagePlatform.isMobile(page.platform)) && !hasBytes) {
    throw new TypeError('saveFile needs "srcBytes" on the web and on mobile platforms');
  }
  if (page.web && !args.fileName) throw new TypeError('saveFile needs "fileName" on the web');
}

export function qualityIsPercent(_control: BaseControl, args: Arguments): void {
  const quality = Number(args.compressionQuality);
  if (!(quality >= 0 && quality <= 100)) {
    throw new RangeError(
      `compressionQuality must be between 0 and 100, got ${args.compressionQuality}`,
    );
  }
}

export function shareNeedsFiles(_control: BaseControl, args: Arguments): void {
  if (!Array.isArray(args.files) || args.files.length === 0)
    throw new TypeError("shareFiles needs files");
}

export function indexIsNotNegative(_control: BaseControl, args: Arguments): void {
  if (Number(args.index) < 0) throw new RangeError(`index must be at least 0, got ${args.index}`);
}

export function valueIsStorable(_control: BaseControl, args: Arguments): void {
  const { value } = args;
  const isList = Array.isArray(value) && value.every((item) => typeof item === "string");
  if (["string", "number", "boolean"].includes(typeof value) || isList) return;
  throw new TypeError("SharedPreferences stores text, numbers, booleans and lists of text");
}

export function drawerIsThere(control: BaseControl): void {
  if (Reflect.get(control, "drawer") === null) throw new TypeError("there is no drawer");
}

export function endDrawerIsThere(control: BaseControl): void {
  if (Reflect.get(control, "endDrawer") === null) throw new TypeError("there is no end drawer");
}
