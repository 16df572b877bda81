/** What the first byte of a frame says. */
const frameKind = { encoded: 1, clear: 3, pixels: 4 } as const;
const pixelHeadBytes = 9;

/** Draws a frame: an encoded picture, pixels, or nothing; `scale` is its pixels per pixel of the page. */
export async function drawFrame(
  canvas: HTMLCanvasElement,
  frame: Uint8Array,
  scale: number,
): Promise<void> {
  switch (frame[0]) {
    case frameKind.encoded: {
      const picture = await createImageBitmap(new Blob([new Uint8Array(frame.subarray(1))]));
      resize(canvas, picture.width, picture.height, scale);
      canvas.getContext("2d")?.drawImage(picture, 0, 0);
      picture.close();
      return;
    }
    case frameKind.pixels: {
      const { width, height, pixels } = readPixels(frame);
      resize(canvas, width, height, scale);
      canvas.getContext("2d")?.putImageData(new ImageData(pixels, width, height), 0, 0);
      return;
    }
    case frameKind.clear:
      canvas.width = 0;
      canvas.height = 0;
      return;
    default: // of a later protocol: answered, not drawn
  }
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** The pixels of a frame with their colors as they are, not multiplied by alpha. */
export function readPixels(frame: Uint8Array): Pixels {
  const head = new DataView(frame.buffer, frame.byteOffset, pixelHeadBytes);
  const [width, height] = [head.getUint32(1, true), head.getUint32(5, true)];
  const pixels = Uint8ClampedArray.from(frame.subarray(pixelHeadBytes));
  for (let at = 0; at < pixels.length; at += 4) {
    const alpha = pixels[at + 3] ?? 0;
    if (alpha === 255 || alpha === 0) continue;
    for (let channel = at; channel < at + 3; channel += 1)
      pixels[channel] = ((pixels[channel] ?? 0) * 255) / alpha;
  }
  return { width, height, pixels };
}

function resize(canvas: HTMLCanvasElement, width: number, height: number, scale: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.getContext("2d")?.clearRect(0, 0, width, height);
  // Without a size of its own the canvas is as large as its pixels; zoom divides them by the scale.
  canvas.style.zoom = scale === 1 ? "" : String(1 / scale);
}
