const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/** Bytes in front of a frame's payload: length, session, type. */
export const headBytes = 9;

/** Bytes of a whole frame at most. */
export const maxFrameBytes = 64 * kibibyte;

/** Bytes of a frame's payload at most; a fragment has just as many. */
export const maxPayloadBytes = maxFrameBytes - headBytes;

/** What a packet takes of its session's credit beyond its own bytes, so that many small ones are not free. */
export const packetOverheadBytes = 64;

/** Bytes of packets that one session may have on the way, in each direction; a packet may begin while any are left. */
export const creditWindowBytes = 256 * kibibyte;

/** Bounds on what one end of a link holds for the other; both ends must use the same. */
export interface LinkLimits {
  /** Frames above wait for their turn behind those below. */
  readonly maxInteractiveBytes: number;
  /** Bulk written in one turn of the event loop, and before the socket has taken it. */
  readonly maxBulkBytes: number;
  /** Packets that are under way in fragments at the same time. */
  readonly maxLanes: number;
  /** Bytes of one packet, of one map payload. */
  readonly maxPacketBytes: number;
  readonly maxMapBytes: number;
  /** Bytes that wait for one session; a single packet may be larger. */
  readonly maxQueuedBytes: number;
  /** Packets that wait for one session. */
  readonly maxQueuedPackets: number;
  /** Bytes that the socket has not taken. */
  readonly maxUnsentBytes: number;
}

/** The limits of a link unless a test needs others. */
export const linkLimits: LinkLimits = {
  maxInteractiveBytes: 16 * kibibyte,
  maxBulkBytes: 128 * kibibyte,
  maxLanes: 4,
  maxPacketBytes: 32 * mebibyte,
  maxMapBytes: 8 * mebibyte,
  maxQueuedBytes: 32 * mebibyte,
  maxQueuedPackets: 65_536,
  maxUnsentBytes: 32 * mebibyte,
};
