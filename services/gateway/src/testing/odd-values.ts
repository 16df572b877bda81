const odd = ['"', "\\", "\n", "{", "}", "=", "\u0000", "😀", "%", "<script>", "../", "' or 1=1"];

/** A name that a team or an app could have. */
export function oddName(i: number): string {
  return `odd-${(i * 2_654_435_761) % 4_294_967_296}-${i}`;
}

/** A text with what breaks formats. */
export function oddText(i: number): string {
  return `odd-${i}${odd[i % odd.length]}`.replaceAll(/[^\x20-\x7e]/gu, (char) =>
    encodeURIComponent(char),
  );
}
