const isFinal = 0x80;
const binaryMessage = 2;

/** Header and payload of a whole binary message in one buffer: one write, and a copy of the packet. */
export function frameOf(packet: Uint8Array): Buffer {
  const { length } = packet;
  const headBytes = headBytesOf(length);
  const frame = Buffer.allocUnsafe(headBytes + length);
  writeHead(frame, isFinal | binaryMessage, length);
  frame.set(packet, headBytes);
  return frame;
}

/** The header of one of the fragments that a binary message is sent in. */
export function fragmentHead(length: number, isFirst: boolean, isLast: boolean): Buffer {
  const head = Buffer.allocUnsafe(headBytesOf(length));
  writeHead(head, (isFirst ? binaryMessage : 0) | (isLast ? isFinal : 0), length);
  return head;
}

function headBytesOf(length: number): number {
  if (length < 126) return 2;
  return length < 65_536 ? 4 : 10;
}

function writeHead(bytes: Buffer, start: number, length: number): void {
  bytes[0] = start;
  if (length < 126) bytes[1] = length;
  else if (length < 65_536) {
    bytes[1] = 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 127;
    bytes.writeUInt32BE(0, 2);
    bytes.writeUInt32BE(length, 6);
  }
}
