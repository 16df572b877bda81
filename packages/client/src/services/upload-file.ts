const step = 0.1;

/** Sends one file, telling progress at the start, at each further tenth and at the end, or the error. */
export function uploadFile(
  file: File,
  url: string,
  method: string,
  tell: (progress: number | null, error: string | null) => void,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const request = new XMLHttpRequest();
  let told = 0;
  tell(0, null);
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    const progress = total > 0 ? loaded / total : 0;
    if (progress < told + step || progress >= 1) return;
    told = progress;
    tell(progress, null);
  });
  request.addEventListener("load", () => {
    if (request.status >= 200 && request.status <= 204) tell(1, null);
    else tell(null, `Upload endpoint returned code ${request.status}: ${request.responseText}`);
  });
  request.addEventListener("error", () => tell(null, "upload failed: no connection"));
  request.addEventListener("abort", () => tell(null, "upload was stopped"));
  request.addEventListener("loadend", () => resolve());
  try {
    request.open(method, new URL(url, window.location.origin));
    request.send(file);
  } catch (error) {
    tell(null, String(error)); // no address, or a method that browsers forbid
    resolve();
  }
  return promise;
}
