/** Codes with which a client's socket is closed; the meaning is part of the outside contract. */
export const closeCodes = {
  normal: 1000,
  goingAway: 1001,
  policy: 1008,
  tooBig: 1009,
  internal: 1011,
  noCapacity: 1013,
  appUnknown: 4404,
  ownershipLost: 4409,
  moved: 4503,
} as const;

interface ErrorEntry {
  /** HTTP status of an answer that fails with it. */
  readonly status: number;
  /** Close code of a socket that fails with it; null: the message is dropped and counted, the socket stays. */
  readonly close: number | null;
  /** One sentence for the reference page. */
  readonly summary: string;
}

/** Every error that one part of the system may show to another, with what it becomes at each boundary. */
export const errorTable = {
  // What a peer sent
  PACKET_MALFORMED: { status: 400, close: 1008, summary: "Bytes are no complete MessagePack." },
  PACKET_TOO_BIG: { status: 413, close: 1009, summary: "A packet is over the size limit." },
  VALUE_TOO_DEEP: { status: 400, close: 1008, summary: "Values are nested over the limit." },
  VALUE_TOO_LONG: { status: 400, close: 1008, summary: "A string, list or map is over the limit." },
  KEY_NOT_STRING: { status: 400, close: 1008, summary: "A map key is no string." },
  KEY_FORBIDDEN: { status: 400, close: 1008, summary: "A map key is one that objects reserve." },
  VALUE_UNENCODABLE: { status: 500, close: 1011, summary: "A value has no form on the wire." },
  MESSAGE_INVALID: { status: 400, close: 1008, summary: "Body keys or field types are wrong." },
  ACTION_UNKNOWN: { status: 400, close: 1008, summary: "A client may not send this action." },
  PROPERTY_INVALID: {
    status: 400,
    close: null,
    summary: "An update gives a page property a wrong type or value.",
  },
  EXTENSION_INVALID: {
    status: 400,
    close: 1008,
    summary: "An extension packet that was agreed on breaks its rules.",
  },
  REGISTER_EXPECTED: { status: 400, close: 1008, summary: "The first message must register." },
  REGISTER_INVALID: {
    status: 400,
    close: 1008,
    summary: "A page field of a registration is wrong.",
  },
  PATCH_FAILED: { status: 500, close: null, summary: "A patch operation does not fit the tree." },
  // Between our processes
  STORE_UNAVAILABLE: {
    status: 503,
    close: 1013,
    summary: "What the nodes share cannot be reached or does not take changes now.",
  },
  LINK_MALFORMED: {
    status: 502,
    close: 4503,
    summary: "A link frame or its payload is malformed.",
  },
  LINK_VERSION: { status: 502, close: 4503, summary: "The ends of a link speak other versions." },
  LINK_SESSION: { status: 502, close: 4503, summary: "A link frame names a session it may not." },
  LINK_CREDIT: { status: 502, close: 4503, summary: "A link peer sent beyond its credit." },
  LINK_BUDGET: {
    status: 502,
    close: 4503,
    summary: "A link peer's unfinished packets are too many.",
  },
  LINK_STALLED: { status: 502, close: 4503, summary: "A link peer does not read." },
  CONTROL_MALFORMED: {
    status: 502,
    close: 4503,
    summary: "A control-channel message is malformed.",
  },
  CERTIFICATE_REFUSED: {
    status: 403,
    close: 1013,
    summary:
      "A service's certificate is missing, not signed by the authority, expired, or for another role.",
  },
  // Requests
  REQUEST_INVALID: { status: 400, close: 1008, summary: "A request's body or query is wrong." },
  LOGIN_UNKNOWN: {
    status: 400,
    close: 1008,
    summary: "An answer of a sign-in provider that nobody waits for, or came too late or twice.",
  },
  LOGIN_ELSEWHERE: {
    status: 403,
    close: 1008,
    summary: "An answer of a sign-in provider came in another browser than the sign-in began in.",
  },
  UNAUTHENTICATED: { status: 401, close: 1008, summary: "No valid token came with the request." },
  FORBIDDEN: { status: 403, close: 1008, summary: "The token may not do this." },
  ORIGIN_REFUSED: { status: 403, close: 1008, summary: "The Origin is not one of ours." },
  NOT_FOUND: { status: 404, close: 4404, summary: "Nothing is at this address." },
  METHOD_NOT_ALLOWED: {
    status: 405,
    close: 1008,
    summary: "The address does not take this method.",
  },
  CONFLICT: { status: 409, close: 1011, summary: "Another writer was faster; read and try again." },
  SIGNATURE_INVALID: { status: 403, close: 1008, summary: "A signed address was not made here." },
  ADDRESS_EXPIRED: { status: 410, close: 1008, summary: "A signed address was used too late." },
  GONE: { status: 410, close: 1000, summary: "It existed and has ended." },
  PAYLOAD_TOO_LARGE: { status: 413, close: 1009, summary: "A request's body is over the limit." },
  RATE_LIMITED: {
    status: 429,
    close: 1008,
    summary: "Too many requests, messages or connections.",
  },
  NAME_INVALID: { status: 422, close: 4404, summary: "A team or app name breaks the pattern." },
  NAME_RESERVED: { status: 422, close: 4404, summary: "A team or app name is reserved." },
  NAME_TAKEN: { status: 409, close: 1008, summary: "A team or app of this name exists." },
  // Teams, apps, releases
  TEAM_UNKNOWN: { status: 404, close: 4404, summary: "No team of this name." },
  APP_UNKNOWN: { status: 404, close: 4404, summary: "No app of this name, or it has no release." },
  RELEASE_UNKNOWN: { status: 404, close: 4404, summary: "No release of this id." },
  UPLOAD_UNKNOWN: { status: 404, close: 1008, summary: "No upload of this id, or it has ended." },
  UPLOAD_INCOMPLETE: { status: 409, close: 1008, summary: "Blobs of an upload are missing." },
  UPLOAD_REFUSED: { status: 422, close: 1008, summary: "A file name, type or size is refused." },
  DIGEST_MISMATCH: { status: 422, close: 1011, summary: "Bytes do not have the announced digest." },
  SETTINGS_INVALID: { status: 422, close: 1011, summary: "flotilla.json breaks its schema." },
  ENTRY_MISSING: { status: 422, close: 1011, summary: "The app has no entry file." },
  BUILD_FAILED: { status: 422, close: 1011, summary: "The app does not build." },
  TYPES_FAILED: { status: 422, close: 1011, summary: "The app has type errors and asks for none." },
  STORAGE_FULL: { status: 507, close: 1011, summary: "There is no room for another file." },
  QUOTA_EXCEEDED: { status: 429, close: 1013, summary: "The team has used what it may." },
  // Sessions and processes
  SESSION_UNKNOWN: { status: 404, close: 4409, summary: "No session of this id." },
  SESSION_ATTACHED: { status: 409, close: 4409, summary: "The session has a living connection." },
  SESSION_CLOSED: { status: 410, close: 1000, summary: "The session has ended." },
  LEASE_LOST: { status: 409, close: 4409, summary: "Another owner has claimed it since." },
  PROCESS_UNKNOWN: { status: 404, close: 4503, summary: "No app process of this id." },
  APP_START_FAILED: { status: 422, close: 1011, summary: "The app's program failed to start." },
  APP_EXITED: { status: 502, close: 4503, summary: "The app process has ended." },
  APP_UNREACHABLE: { status: 502, close: 4503, summary: "The app process does not answer." },
  NO_CAPACITY: { status: 503, close: 1013, summary: "No seat for another session now." },
  DRAINING: { status: 503, close: 4503, summary: "This node takes no new work." },
  UNAVAILABLE: { status: 503, close: 1013, summary: "A part that is needed is away." },
  APP_CRASHING: {
    status: 502,
    close: 1011,
    summary: "The session's app process has ended again and again.",
  },
  STATE_NOT_CLONABLE: {
    status: 422,
    close: 1011,
    summary: "A value that a session is to keep holds something that cannot be kept.",
  },
  STATE_TOO_BIG: {
    status: 413,
    close: 1011,
    summary: "What a session is to keep is over the size limit.",
  },
  PUBSUB_TOO_BIG: {
    status: 413,
    close: 1011,
    summary:
      "A message of page.pubsub is over 64 KiB: send what names the data, and let who gets it look there.",
  },
  PUBSUB_RATE: {
    status: 429,
    close: 1011,
    summary:
      "The sessions of an app process publish more than 500 messages a second (1,000 at once): send fewer that say more.",
  },
  EGRESS_REFUSED: {
    status: 403,
    close: 1011,
    summary: "An app may not send requests to this address.",
  },
  EGRESS_FAILED: {
    status: 502,
    close: 1011,
    summary: "A request of an app got no answer.",
  },
  TIMEOUT: { status: 504, close: 1011, summary: "No answer in time." },
  // Us
  CONFIG_INVALID: { status: 500, close: 1011, summary: "Settings of a service are wrong." },
  PORT_TAKEN: { status: 500, close: 1011, summary: "A listening address is in use." },
  TIER_TOO_LOW: { status: 500, close: 1013, summary: "Isolation is below the required tier." },
  INTERNAL: { status: 500, close: 1011, summary: "An error of ours." },
} as const satisfies Record<string, ErrorEntry>;

/** Name of a row of the error table. */
export type ErrorCode = keyof typeof errorTable;

/** The one error class that crosses a boundary; what it becomes there is in the error table. */
export class FlotillaError extends Error {
  override readonly name = "FlotillaError";
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
