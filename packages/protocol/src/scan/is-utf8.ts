/** Whether bytes are well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. */
export function isUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end) {
    const lead = bytes[at++] as number;
    if (lead < 0x80) continue;
    const more = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    if (more === 0 || at + more > end) return false;
    const second = bytes[at] as number;
    if (second < (lowest[lead] ?? 0x80) || second > (highest[lead] ?? 0xbf)) return false;
    for (const last = at + more; ++at < last; )
      if (((bytes[at] as number) & 0xc0) !== 0x80) return false;
  }
  return true;
}

// Second bytes that are narrower for some leads: overlong forms, surrogates, the end of Unicode.
const lowest: Readonly<Record<number, number>> = { 224: 0xa0, 240: 0x90 };
const highest: Readonly<Record<number, number>> = { 237: 0x9f, 244: 0x8f };
