/** What a message asks for: the first item of its array. */
export const Action = {
  register: 1,
  patch: 2,
  event: 3,
  update: 4,
  invoke: 5,
  crashed: 6,
  output: 7,
} as const;

/** A client's first message on each connection. */
export interface RegisterRequest {
  session_id: string | null;
  page_name: string;
  page: Record<string, unknown>;
}

/** The host's answer; `page_patch` is a property map of the page, not a list of operations. */
export interface RegisterReply {
  session_id: string;
  page_patch: Record<string, unknown>;
  error: string;
}

/** Numbers the containers that a patch's operations refer to; children by property, position or map key. */
export type TreeIndex = readonly [number: number, children?: TreeChildren];
/** A plain object where all segments are names, a `Map` where some are positions. */
export type TreeChildren =
  | ReadonlyMap<string | number, TreeIndex>
  | Readonly<Record<string, TreeIndex>>;

/** What an operation does, its first item. */
export const OpCode = { replace: 0, add: 1, remove: 2, move: 3 } as const;

/** Property name, list position or map key. */
export type Segment = string | number;

/** One operation on a container that the tree index has numbered. */
export type PatchOp =
  | readonly [op: 0 | 1, node: number, key: Segment, value: unknown]
  | readonly [op: 2, node: number, key: Segment]
  | readonly [op: 3, fromNode: number, fromKey: Segment, toNode: number, toKey: Segment];

/** The tree index, then the operations in order. */
export type Patch = readonly [TreeIndex, ...PatchOp[]];

/** The host changes a control. */
export interface PatchBody {
  id: number;
  patch: Patch;
}

/** Something happened on a control. */
export interface EventBody {
  target: number;
  name: string;
  data: unknown;
}

/** The client has changed properties itself. */
export interface UpdateBody {
  id: number;
  props: Record<string, unknown>;
}

/** The host calls a method of a control; without arguments `args` is absent. */
export interface InvokeRequest {
  control_id: number;
  call_id: string;
  name: string;
  args?: Record<string, unknown>;
  timeout?: number;
}

/** The client's answer to a call. */
export interface InvokeReply {
  control_id: number;
  call_id: string;
  result: unknown;
  error: string | null;
}

/** The app failed in this session; text, new line, stack. */
export interface CrashedBody {
  message: string;
}

/** A line that an app in the browser printed. */
export interface OutputBody {
  text: string;
  is_stderr?: boolean;
}

/** A message to the host. */
export type ClientMessage =
  | readonly [action: 1, body: RegisterRequest]
  | readonly [action: 3, body: EventBody]
  | readonly [action: 4, body: UpdateBody]
  | readonly [action: 5, body: InvokeReply];

/** A message to the client. */
export type HostMessage =
  | readonly [action: 1, body: RegisterReply]
  | readonly [action: 2, body: PatchBody]
  | readonly [action: 5, body: InvokeRequest]
  | readonly [action: 6, body: CrashedBody]
  | readonly [action: 7, body: OutputBody];

/** A message as decoded: action and body, not yet checked any further. */
export type Message = readonly [action: number, body: Record<string, unknown>];
