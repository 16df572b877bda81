import type { BaseControl } from "../core/base-control.ts";
import type { RawImage } from "../generated/core.ts";
import type { DataChannelOpenEvent } from "../generated/events.ts";
import type { DataChannel } from "../session/data-channel.ts";

/** Frames of a `RawImage`: each call resolves when the client has drawn the frame, which paces the sender. */
export interface RawImageMembers {
  /** Draws 8-bit RGBA pixels, `width * height * 4` bytes; `premultiplied: false` if alpha is straight. */
  renderRgba(
    width: number,
    height: number,
    pixels: Uint8Array,
    options?: { readonly premultiplied?: boolean | undefined },
  ): Promise<void>;
  /** Draws an encoded image: PNG, JPEG, WebP … */
  renderEncoded(data: Uint8Array): Promise<void>;
  /** Takes the frame away. */
  clear(): Promise<void>;
}

const framesKey: unique symbol = Symbol("flotilla.frames");

interface WithFrames {
  [framesKey]?: Frames;
}

/** What `RawImage` has beside its table. */
export const rawImageMembers: RawImageMembers & { init(): void } = {
  init() {
    const image = this as unknown as RawImage;
    image.onDataChannelOpen ??= (event: DataChannelOpenEvent<RawImage>) => {
      framesOf(image).open(image.getDataChannel(event.channelId));
    };
  },
  async renderRgba(width, height, pixels, options) {
    if (pixels.length !== width * height * 4) {
      throw new RangeError(
        `pixels must be ${width * height * 4} bytes for ${width} × ${height}, got ${pixels.length}`,
      );
    }
    const packet = rawPacket(width, height, pixels);
    if (options?.premultiplied === false) premultiply(packet.subarray(headerBytes));
    await framesOf(this).show(this as unknown as RawImage, packet);
  },
  async renderEncoded(data) {
    const packet = new Uint8Array(data.length + 1);
    packet[0] = 1;
    packet.set(data, 1);
    await framesOf(this).show(this as unknown as RawImage, packet);
  },
  async clear() {
    await framesOf(this).clear(this as unknown as RawImage);
  },
};

function framesOf(image: object): Frames {
  const holder = image as WithFrames;
  holder[framesKey] ??= new Frames();
  return holder[framesKey];
}

/** The channel of one image, the frame that it shows, and the frames that wait to be drawn. */
class Frames {
  #channel: DataChannel | null = null;
  #last: Uint8Array | null = null;
  readonly #opened: (() => void)[] = [];
  readonly #undrawn: (() => void)[] = [];

  /** The client has drawn the image anew: it gets the last frame, and nobody waits for older ones. */
  open(channel: DataChannel): void {
    this.#channel = channel;
    channel.onBytes((bytes) => {
      if (bytes[0] === drawn) this.#undrawn.shift()?.();
    });
    for (const done of this.#undrawn.splice(0)) done();
    if (this.#last !== null) channel.send(this.#last);
    for (const ready of this.#opened.splice(0)) ready();
  }

  async show(image: RawImage, packet: Uint8Array): Promise<void> {
    await this.#send(image, packet, packet);
  }

  async clear(image: RawImage): Promise<void> {
    await this.#send(image, Uint8Array.of(3), null);
  }

  /** `last` is what a client that draws the image anew shows. */
  async #send(image: RawImage, packet: Uint8Array, last: Uint8Array | null): Promise<void> {
    if (isMounted(image)) await image.page.waitUntilVisible();
    if (this.#channel === null) {
      await within(this.#opened, image.readyTimeout, "the client has not drawn the image yet");
    }
    const isDrawn = within(this.#undrawn, image.ackTimeout, "the client has not drawn the frame");
    this.#last = last;
    this.#channel?.send(packet);
    await isDrawn;
  }
}

/** First byte of the client's answer to a frame. */
const drawn = 0xff;
const headerBytes = 9;

function isMounted(image: BaseControl): boolean {
  return image.controlId !== 0;
}

/** Waits in a queue; gives up after a number of seconds. */
function within(queue: (() => void)[], seconds: number | null, reason: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer =
      seconds === null
        ? undefined
        : setTimeout(() => {
            queue.splice(queue.indexOf(done), 1);
            reject(new Error(`${reason} within ${seconds} s`));
          }, seconds * 1000);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    queue.push(done);
  });
}

function rawPacket(width: number, height: number, pixels: Uint8Array): Uint8Array {
  const packet = new Uint8Array(headerBytes + pixels.length);
  const view = new DataView(packet.buffer);
  view.setUint8(0, 4);
  view.setUint32(1, width, true);
  view.setUint32(5, height, true);
  packet.set(pixels, headerBytes);
  return packet;
}

/** Multiplies colors by alpha, rounded as images do it. */
function premultiply(pixels: Uint8Array): void {
  for (let i = 0; i < pixels.length; i += 4) {
    const alpha = pixels[i + 3] ?? 0;
    if (alpha === 255) continue;
    for (let channel = i; channel < i + 3; channel++) {
      pixels[channel] = Math.round(((pixels[channel] ?? 0) * alpha) / 255);
    }
  }
}
