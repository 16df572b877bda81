/** What a service is to the others; its certificate says so. */
export type PeerRole = "gateway" | "worker" | "control";

const prefix = "URI:urn:flotilla:";

/** Node quotes names that could be mistaken for several. */
const quoted = /"(?:[^"\\]|\\.)*"/g;

/** The roles in a certificate's alternative names: `URI:urn:flotilla:gateway`. */
export function rolesOf(subjectAltName: string | undefined): ReadonlySet<string> {
  const names = (subjectAltName ?? "").replace(quoted, "").split(", ");
  return new Set(
    names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)),
  );
}

/** What is wrong with a certificate for one of these roles; undefined if nothing is. */
export function roleProblem(
  subjectAltName: string | undefined,
  wanted: readonly PeerRole[],
): string | undefined {
  const roles = rolesOf(subjectAltName);
  if (wanted.some((role) => roles.has(role))) return undefined;
  const names = [...roles].join(", ") || "nobody";
  return `a certificate of ${names} instead of ${wanted.join(" or ")}`;
}
