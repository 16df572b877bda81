import type { Matrix4, Matrix4Call, Offset, Rect, Size } from "../generated/values.ts";

type Make<T> = (props: Readonly<Record<string, unknown>>) => T;

/** Derived facts of an `Offset`. */
export interface OffsetMembers {
  /** The distance from the origin. */
  readonly distance: number;
}

export const offsetMembers: OffsetMembers & ThisType<Offset> = {
  get distance() {
    return Math.hypot(this.x, this.y);
  },
};

/** Helpers of `Size`. */
export interface SizeStatics {
  square(dimension: number): Size;
  /** Infinitely high. */
  fromWidth(width: number): Size;
  /** Infinitely wide. */
  fromHeight(height: number): Size;
  /** The square around a circle. */
  fromRadius(radius: number): Size;
  zero(): Size;
  infinite(): Size;
}

/** Derived facts of a `Size`. */
export interface SizeMembers {
  /** Width divided by height; infinite without height, 0 without both. */
  readonly aspectRatio: number;
  isInfinite(): boolean;
  isFinite(): boolean;
}

export function sizeStatics(make: Make<Size>): SizeStatics {
  const of = (width: number, height: number) => make({ width, height });
  return {
    square: (dimension) => of(dimension, dimension),
    fromWidth: (width) => of(width, Number.POSITIVE_INFINITY),
    fromHeight: (height) => of(Number.POSITIVE_INFINITY, height),
    fromRadius: (radius) => of(radius * 2, radius * 2),
    zero: () => of(0, 0),
    infinite: () => of(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY),
  };
}

export const sizeMembers: SizeMembers & ThisType<Size> = {
  get aspectRatio() {
    if (this.height !== 0) return this.width / this.height;
    return this.width === 0 ? 0 : this.width * Number.POSITIVE_INFINITY;
  },
  isInfinite() {
    return this.width === Number.POSITIVE_INFINITY || this.height === Number.POSITIVE_INFINITY;
  },
  isFinite() {
    return !this.isInfinite();
  },
};

/** Helpers of `Rect`. */
export interface RectStatics {
  /** From the left top corner and the size. */
  fromLwth(box: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  }): Rect;
  fromCenter(box: {
    readonly center: Offset;
    readonly width: number;
    readonly height: number;
  }): Rect;
  /** The smallest rectangle around two points. */
  fromPoints(a: Offset, b: Offset): Rect;
}

/** Derived facts of a `Rect`. */
export interface RectMembers {
  readonly width: number;
  readonly height: number;
  readonly size: Size;
}

export function rectStatics(make: Make<Rect>): RectStatics {
  return {
    fromLwth: ({ left, top, width, height }) =>
      make({ left, top, right: left + width, bottom: top + height }),
    fromCenter: ({ center: { x, y }, width, height }) =>
      make({
        left: x - width / 2,
        top: y - height / 2,
        right: x + width / 2,
        bottom: y + height / 2,
      }),
    fromPoints: (a, b) =>
      make({
        left: Math.min(a.x, b.x),
        top: Math.min(a.y, b.y),
        right: Math.max(a.x, b.x),
        bottom: Math.max(a.y, b.y),
      }),
  };
}

/** `size` makes sizes. */
export function rectMembers(size: Make<Size>): RectMembers & ThisType<Rect> {
  return {
    get width() {
      const { left, right } = this as unknown as Rect;
      return right - left;
    },
    get height() {
      const { top, bottom } = this as unknown as Rect;
      return bottom - top;
    },
    get size() {
      return size({ width: this.width, height: this.height });
    },
  };
}

/** Helpers of `Matrix4`: the matrix that recorded operations start from. */
export interface Matrix4Statics {
  identity(): Matrix4;
  translationValues(x: number, y: number, z: number): Matrix4;
  diagonal3Values(x: number, y: number, z: number): Matrix4;
  rotationZ(angle: number): Matrix4;
  skewX(angle: number): Matrix4;
  skewY(angle: number): Matrix4;
}

/** Operations of `Matrix4`: recorded here, carried out by the client. Each returns the matrix itself. */
export interface Matrix4Members {
  translate(x: number, y: number, z?: number): Matrix4;
  /** One factor scales evenly, two in the plane, three in space. */
  scale(x: number, y?: number | null, z?: number | null): Matrix4;
  rotateZ(angle: number): Matrix4;
  rotateX(angle: number): Matrix4;
  rotateY(angle: number): Matrix4;
  setEntry(row: number, col: number, value: number): Matrix4;
  multiply(other: Matrix4): Matrix4;
}

type Call = (name: string, args: readonly unknown[]) => Matrix4Call;

export function matrix4Statics(make: Make<Matrix4>, call: Call): Matrix4Statics {
  const of = (name: string, ...args: number[]) => make({ ctor: call(name, args) });
  return {
    identity: () => of("identity"),
    translationValues: (x, y, z) => of("translation_values", x, y, z),
    diagonal3Values: (x, y, z) => of("diagonal3_values", x, y, z),
    rotationZ: (angle) => of("rotation_z", angle),
    skewX: (angle) => of("skew_x", angle),
    skewY: (angle) => of("skew_y", angle),
  };
}

export function matrix4Members(call: Call): Matrix4Members & ThisType<Matrix4> {
  const record = (matrix: Matrix4, name: string, ...args: unknown[]) => {
    matrix.ops.push(call(name, args));
    return matrix;
  };
  return {
    translate(x, y, z = 0) {
      return record(this, "translate", x, y, z);
    },
    scale(x, y, z) {
      return record(this, "scale", ...[x, y, z].filter((factor) => typeof factor === "number"));
    },
    rotateZ(angle) {
      return record(this, "rotate_z", angle);
    },
    rotateX(angle) {
      return record(this, "rotate_x", angle);
    },
    rotateY(angle) {
      return record(this, "rotate_y", angle);
    },
    setEntry(row, col, value) {
      return record(this, "set_entry", row, col, value);
    },
    multiply(other) {
      if (other === this)
        throw new TypeError("a matrix cannot be multiplied by itself: make a second one");
      return record(this, "multiply", snapshot(other, call));
    },
  };
}

/** Later operations on the factor do not change the product. */
function snapshot(matrix: Matrix4, call: Call): Matrix4 {
  const copy = (one: Matrix4Call) =>
    call(
      one.name,
      one.args.map((arg) => (isMatrix(arg) ? snapshot(arg, call) : arg)),
    );
  return matrix.copy({ ctor: copy(matrix.ctor), ops: matrix.ops.map(copy) });
}

function isMatrix(value: unknown): value is Matrix4 {
  return typeof value === "object" && value !== null && "ops" in value;
}
