export {
  type AppNotice,
  decodeAppNotice,
  encodeAppNotice,
  noticeChannel,
} from "./app-notice.ts";
export {
  type CheckpointChanges,
  type CheckpointParts,
  checkpointBytes,
  maxCheckpointBytes,
} from "./checkpoint.ts";
export {
  ControlReader,
  encodeControl,
  maxControlBytes,
  readAppMessages,
  readWorkerMessages,
} from "./control-channel/codec.ts";
export type {
  AppMessage,
  CheckpointMessage,
  LeaveMessage,
  LeaveOutcome,
  StartMessage,
  StoredOutcome,
  WorkerMessage,
} from "./control-channel/messages.ts";
export { copyBytes } from "./copy-bytes.ts";
export { closeCodes, type ErrorCode, errorTable, FlotillaError } from "./errors.ts";
export {
  decodeExtension,
  ExtensionKind,
  type ExtensionOffer,
  type ExtensionPacket,
  type ExtensionReply,
  encodeAck,
  encodeInput,
  encodeNotice,
  encodePing,
  encodePong,
  extensionOf,
  extensionVersion,
  inputHeadBytes,
  type Notice,
} from "./extension.ts";
export {
  decodeFirstPage,
  encodeFirstPage,
  type FirstPage,
  firstPageChannel,
  joinPackets,
  maxFirstPageBytes,
} from "./first-page.ts";
export {
  type DecodeLimits,
  type InboundLimits,
  inboundLimits,
  outboundLimits,
  pubSubLimits,
} from "./limits.ts";
export type { Write } from "./link/arena.ts";
export { FragmentMemory, type Pieces } from "./link/fragment-memory.ts";
export { FrameReader } from "./link/frame-reader.ts";
export type { LinkHandler, LinkInit } from "./link/handler.ts";
export { creditWindowBytes, type LinkLimits, linkLimits, maxFrameBytes } from "./link/limits.ts";
export { Link } from "./link/link.ts";
export { LinkPulse } from "./link/link-pulse.ts";
export { LinkTally } from "./link/link-tally.ts";
export {
  type LinkAttach,
  type LinkClose,
  type LinkDetach,
  type LinkHello,
  type LinkLogin,
  type LinkMove,
  type LinkOpen,
  type LinkPayloads,
  type LinkRecord,
  type LinkRestore,
  LinkType,
  linkVersion,
  type MoveTarget,
} from "./link/messages.ts";
export type { SendResult } from "./link/outbox.ts";
export { socketWriter, type WritableSocket } from "./link/socket-writer.ts";
export {
  decodeLiveRelease,
  encodeLiveRelease,
  type LiveRelease,
  releaseChannel,
} from "./live-release.ts";
export {
  Action,
  type ClientMessage,
  type CrashedBody,
  type EventBody,
  type HostMessage,
  type InvokeReply,
  type InvokeRequest,
  type Message,
  OpCode,
  type OutputBody,
  type Patch,
  type PatchBody,
  type PatchOp,
  type RegisterReply,
  type RegisterRequest,
  type Segment,
  type TreeChildren,
  type TreeIndex,
  type UpdateBody,
} from "./messages.ts";
export { decode, encode } from "./msgpack/codec.ts";
export { type DecodeOptions, Decoder, isForbiddenKey } from "./msgpack/decoder.ts";
export { Encoder } from "./msgpack/encoder.ts";
export { encodeSmall } from "./msgpack/small-encoder.ts";
export { Extension, Float } from "./msgpack/values.ts";
export { isName, isReservedSegment, isReservedTeam } from "./names.ts";
export {
  type ChannelFrame,
  decodeChannel,
  decodeMessage,
  encodeChannel,
  encodeMessage,
  PacketType,
  peekAction,
} from "./packet.ts";
export { parseRegister, type Registration } from "./register.ts";
export { type ScanResult, scanInbound } from "./scan/scan-inbound.ts";
export { isSessionId } from "./session-id.ts";
export { messageOf, systemCodeOf } from "./thrown.ts";
export { TokenBucket } from "./token-bucket.ts";
export { uploadPath } from "./upload/upload-path.ts";
export {
  type Hmac,
  type UploadClaim,
  uploadExpiry,
  uploadQuery,
  uploadSignature,
} from "./upload/upload-query.ts";
export { visitorText } from "./visitor-text.ts";
