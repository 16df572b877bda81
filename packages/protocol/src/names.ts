const pattern = /^[a-z0-9](?:-?[a-z0-9]){0,39}$/;
const reservedTeams: ReadonlySet<string> = new Set(["api", "assets", "console", "healthz"]);
const reservedSegments: ReadonlySet<string> = new Set([
  "ws",
  "upload",
  "socket.io",
  "oauth_callback",
]);

/** Whether a text can name a team or an app: lower-case letters and digits, single hyphens inside, at most 40 of either kind. */
export function isName(text: string): boolean {
  return pattern.test(text);
}

/** Whether a team of this name would hide one of the host's own addresses. */
export function isReservedTeam(name: string): boolean {
  return reservedTeams.has(name);
}

/** Whether the first path segment inside an app belongs to the host, so that no client route may begin with it. */
export function isReservedSegment(segment: string): boolean {
  return reservedSegments.has(segment);
}
