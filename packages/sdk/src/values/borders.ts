import type { Border, BorderSide, BoxConstraints, BoxDecoration } from "../generated/values.ts";

type Make<T> = (props: Readonly<Record<string, unknown>>) => T;

/** Helpers of `BorderSide`. */
export interface BorderSideStatics {
  /** A side that is not drawn. */
  none(): BorderSide;
}

/** Where the stroke of a `BorderSide` lies. */
export interface BorderSideMembers {
  /** How much of the width lies inside the border's path. */
  readonly strokeInset: number;
  /** How much of the width lies outside the border's path. */
  readonly strokeOutset: number;
  /** The width times the alignment of the stroke. */
  readonly strokeOffset: number;
}

export function borderSideStatics(make: Make<BorderSide>): BorderSideStatics {
  return { none: () => make({ width: 0, style: "none" }) };
}

export const borderSideMembers: BorderSideMembers & ThisType<BorderSide> = {
  get strokeInset() {
    return this.width * (1 - (1 + this.strokeAlign) / 2);
  },
  get strokeOutset() {
    return (this.width * (1 + this.strokeAlign)) / 2;
  },
  get strokeOffset() {
    return this.width * this.strokeAlign;
  },
};

export function checkBorderSide(side: BorderSide): void {
  if (side.width < 0)
    throw new RangeError(`BorderSide: width must be at least 0, got ${side.width}`);
}

/** Helpers of `Border`. */
export interface BorderStatics {
  /** Four equal sides: of a width (1) and a color (black), or a copy of `side`. */
  all(width?: number | null, color?: string | null, side?: BorderSide | null): Border;
  all(sides: {
    readonly width?: number | null | undefined;
    readonly color?: string | null | undefined;
    readonly side?: BorderSide | null | undefined;
  }): Border;
  /** `vertical` goes to top and bottom, `horizontal` to left and right. */
  symmetric(sides: {
    readonly vertical?: BorderSide | null | undefined;
    readonly horizontal?: BorderSide | null | undefined;
  }): Border;
  /** Only the given sides. */
  only(sides: {
    readonly left?: BorderSide | null | undefined;
    readonly top?: BorderSide | null | undefined;
    readonly right?: BorderSide | null | undefined;
    readonly bottom?: BorderSide | null | undefined;
  }): Border;
}

/** `side` makes sides, `make` makes borders. */
export function borderStatics(make: Make<Border>, side: Make<BorderSide>): BorderStatics {
  const none = () => side({ width: 0, style: "none" });
  return {
    all(first?: unknown, color?: string | null, given?: BorderSide | null) {
      const named =
        typeof first === "object" && first !== null ? first : { width: first, color, side: given };
      const options = named as { width?: number; color?: string; side?: BorderSide };
      const one =
        options.side ?? side({ width: options.width || 1, color: options.color || "black" });
      return make({ left: one, top: one, right: one, bottom: one });
    },
    symmetric({ vertical, horizontal }) {
      const [across, along] = [horizontal ?? none(), vertical ?? none()];
      return make({ left: across, top: along, right: across, bottom: along });
    },
    only({ left, top, right, bottom }) {
      return make({
        left: left ?? none(),
        top: top ?? none(),
        right: right ?? none(),
        bottom: bottom ?? none(),
      });
    },
  };
}

export function checkBoxConstraints({
  minWidth,
  maxWidth,
  minHeight,
  maxHeight,
}: BoxConstraints): void {
  if (!(minWidth >= 0 && minWidth <= maxWidth)) {
    throw new RangeError(
      `BoxConstraints: 0 ≤ minWidth (${minWidth}) ≤ maxWidth (${maxWidth}) does not hold`,
    );
  }
  if (!(minHeight >= 0 && minHeight <= maxHeight)) {
    throw new RangeError(
      `BoxConstraints: 0 ≤ minHeight (${minHeight}) ≤ maxHeight (${maxHeight}) does not hold`,
    );
  }
}

export function checkBoxDecoration(decoration: BoxDecoration): void {
  const { blendMode, bgcolor, gradient, shape, borderRadius } = decoration;
  if (blendMode !== null && bgcolor === null && gradient === null) {
    throw new RangeError("BoxDecoration: blendMode needs bgcolor or gradient");
  }
  if (shape === "circle" && borderRadius !== null && borderRadius !== 0) {
    throw new RangeError("BoxDecoration: a circle has no borderRadius");
  }
}
