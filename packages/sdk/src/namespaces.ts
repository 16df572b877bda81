import * as auth from "./auth.ts";
import * as canvas from "./canvas.ts";
import * as dropdown from "./dropdown.ts";
import * as dropdownm2 from "./dropdownm2.ts";
import { CupertinoColors } from "./generated/colors.ts";
import { Axis, BorderSideStrokeAlign, BorderStyle } from "./generated/enums.ts";
import {
  Alignment,
  Border,
  BorderRadius,
  BorderSide,
  Margin,
  Padding,
} from "./generated/values.ts";

export { auth, canvas, dropdown, dropdownm2 };

/** Helpers of `Padding`, in short: `ft.padding.all(10)`. */
export const padding = Object.freeze({
  Padding,
  all: Padding.all,
  symmetric: Padding.symmetric,
  only: Padding.only,
  zero: Padding.zero,
});

/** Helpers of `Margin`, in short: `ft.margin.only({ top: 8 })`. */
export const margin = Object.freeze({
  Margin,
  all: Margin.all,
  symmetric: Margin.symmetric,
  only: Margin.only,
  zero: Margin.zero,
});

/** Helpers of `Border`, in short: `ft.border.all(1, ft.Colors.RED)`. */
export const border = Object.freeze({
  Border,
  BorderSide,
  BorderSideStrokeAlign,
  BorderStyle,
  all: Border.all,
  symmetric: Border.symmetric,
  only: Border.only,
});

/** Helpers of `BorderRadius`, in short: `ft.borderRadius.all(4)`. */
export const borderRadius = Object.freeze({
  BorderRadius,
  all: BorderRadius.all,
  horizontal: BorderRadius.horizontal,
  vertical: BorderRadius.vertical,
  only: BorderRadius.only,
});

/** Alignments by name, each read a new one: `ft.alignment.center`. */
export const alignment = Object.freeze({
  Alignment,
  Axis,
  get topLeft() {
    return Alignment.TOP_LEFT;
  },
  get topCenter() {
    return Alignment.TOP_CENTER;
  },
  get topRight() {
    return Alignment.TOP_RIGHT;
  },
  get centerLeft() {
    return Alignment.CENTER_LEFT;
  },
  get center() {
    return Alignment.CENTER;
  },
  get centerRight() {
    return Alignment.CENTER_RIGHT;
  },
  get bottomLeft() {
    return Alignment.BOTTOM_LEFT;
  },
  get bottomCenter() {
    return Alignment.BOTTOM_CENTER;
  },
  get bottomRight() {
    return Alignment.BOTTOM_RIGHT;
  },
});

/** The Cupertino colors under the name of their module. */
export const cupertinoColors = Object.freeze({ CupertinoColors });
