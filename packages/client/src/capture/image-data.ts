type Drawn = HTMLImageElement | HTMLCanvasElement | HTMLVideoElement;

/** What an element draws, as an address that holds it all; undefined if the page may not read it or nothing is there. */
export async function imageData(source: Drawn): Promise<string | undefined> {
  if (source instanceof HTMLImageElement && source.src.startsWith("data:")) return source.src;
  const [width, height] = sizeOf(source);
  if (width === 0 || height === 0) return undefined;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  try {
    canvas.getContext("2d")?.drawImage(source, 0, 0, width, height);
    return canvas.toDataURL();
  } catch {
    return undefined; // of another origin
  }
}

function sizeOf(source: Drawn): readonly [width: number, height: number] {
  if (source instanceof HTMLImageElement) return [source.naturalWidth, source.naturalHeight];
  if (source instanceof HTMLVideoElement) return [source.videoWidth, source.videoHeight];
  return [source.width, source.height];
}
