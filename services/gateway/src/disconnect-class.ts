/** Why a connection ended. */
export type DisconnectClass =
  | "normal"
  | "going_away"
  | "policy"
  | "too_big"
  | "error"
  | "timeout"
  | "drain";

/** The class of a close code in `flotilla_gateway_disconnects_total`. */
export function disconnectClass(code: number): DisconnectClass {
  switch (code) {
    case 1000:
    case 4404:
      return "normal";
    case 1001:
    case 1005:
      return "going_away";
    case 1002:
    case 1003:
    case 1007:
    case 1008:
      return "policy";
    case 1009:
      return "too_big";
    case 1006:
      return "timeout";
    case 4503:
      return "drain";
    default:
      return "error";
  }
}
