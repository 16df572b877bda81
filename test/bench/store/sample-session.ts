import { randomBytes } from "node:crypto";
import type { NewSession } from "@flotilla/store";

/** As by default: a process has so many seats; a gateway has some thousand connections. */
const [perProcess, perGateway] = [500, 5_000];

const browser =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** The session of one of many visitors; all its parts are as long as those of a real one. */
export function sampleSession(n: number, ttlMs: number): NewSession {
  const processId = hexOf(n / perProcess);
  return {
    id: randomBytes(16).toString("base64url"),
    team: "team",
    app: "app",
    release: "0123456789abcdef01234567",
    state: "attached",
    owner: {
      workerId: "worker-1",
      processId,
      socketPath: `/run/flotilla/worker-1/${processId}/app.sock`,
    },
    epoch: 1,
    claimId: randomBytes(9).toString("base64url"),
    connection: {
      gatewayId: `g-${hexOf(n / perGateway)}`,
      id: randomBytes(12).toString("base64url"),
    },
    client: { ip: `192.0.2.${n % 256}`, userAgent: browser },
    secretHash: randomBytes(32).toString("base64url"),
    ttlMs,
  };
}

function hexOf(n: number): string {
  return Math.floor(n).toString(16).padStart(12, "0");
}
