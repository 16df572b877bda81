/** Files of a paste as the app gets them. */
export function pastedFiles(files: FileList) {
  return Promise.all(
    [...files].map(async (file) => ({
      name: file.name,
      mime_type: file.type,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  );
}
