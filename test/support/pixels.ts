import { PNG } from "pngjs";

/** Looked up once: in a test's own context that takes longer than what they do. */
const { abs, max } = Math;

/** A picture's pixels, each in one number: most of what is looked at is equal, which one comparison tells. */
export class Pixels {
  readonly width: number;
  readonly height: number;
  readonly #colors: Uint32Array;

  constructor(png: Buffer) {
    const { width, height, data } = PNG.sync.read(png);
    this.width = width;
    this.height = height;
    this.#colors = new Uint32Array(Uint8Array.from(data).buffer);
  }

  /** By how many levels a pixel differs from the same one of another picture, in the channel that differs most. */
  distance(other: Pixels, x: number, y: number): number {
    if (x >= other.width || y >= other.height) return 255;
    return apart(this.#at(y * this.width + x), other.#at(y * other.width + x));
  }

  /** The share of pixels that differ by more than some levels from those of another picture of this size. */
  differing(other: Pixels, levels: number): number {
    let count = 0;
    for (let y = 0; y < this.height; y++)
      for (let x = 0; x < this.width; x++) if (this.distance(other, x, y) > levels) count += 1;
    return count / (this.width * this.height);
  }

  /** Whether the pixels around one have its color, to some levels; the rim of the picture is not even. */
  isEven(x: number, y: number, radius: number, levels: number): boolean {
    if (x < radius || y < radius) return false;
    if (x >= this.width - radius || y >= this.height - radius) return false;
    const middle = y * this.width + x;
    const color = this.#at(middle);
    for (let dy = -radius; dy <= radius; dy++) {
      const row = middle + dy * this.width;
      for (let at = row - radius; at <= row + radius; at++)
        if (this.#at(at) !== color && apart(this.#at(at), color) > levels) return false;
    }
    return true;
  }

  #at(index: number): number {
    return this.#colors[index] ?? 0;
  }
}

/** The largest difference of two colors in one channel; how opaque they are does not count. */
function apart(one: number, other: number): number {
  if (one === other) return 0;
  let most = 0;
  for (let shift = 0; shift < 24; shift += 8)
    most = max(most, abs(((one >>> shift) & 255) - ((other >>> shift) & 255)));
  return most;
}
