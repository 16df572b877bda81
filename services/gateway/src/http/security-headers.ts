import type { ServerResponse } from "node:http";

/** Headers of every answer on the public port. */
export function setCommonHeaders(response: ServerResponse, isSecure: boolean): void {
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("referrer-policy", "same-origin");
  response.setHeader("cross-origin-opener-policy", "same-origin");
  response.setHeader("cross-origin-resource-policy", "same-origin");
  response.setHeader("x-frame-options", "DENY");
  if (isSecure) response.setHeader("strict-transport-security", "max-age=31536000");
}

const permissions = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/** Headers of a page that runs our client: its own origin only, no inline code, Trusted Types; of styles, these. */
export function setShellHeaders(response: ServerResponse, styleHashes: readonly string[]): void {
  response.setHeader(
    "content-security-policy",
    [
      "default-src 'none'",
      "script-src 'self'",
      ["style-src 'self'", ...styleHashes.map((hash) => `'sha256-${hash}'`)].join(" "),
      "connect-src 'self'",
      "img-src 'self' data: blob:",
      "media-src 'self' data: blob:",
      "font-src 'self'",
      "worker-src 'self'",
      "manifest-src 'self'",
      "base-uri 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types flotilla",
    ].join("; "),
  );
  response.setHeader("cross-origin-embedder-policy", "require-corp");
  response.setHeader("permissions-policy", permissions);
}

/** Headers of a page without any script: the list of apps, error pages. */
export function setPlainPageHeaders(response: ServerResponse): void {
  response.setHeader(
    "content-security-policy",
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  response.setHeader("permissions-policy", permissions);
}

/** Headers of the page at the end of a sign-in: one script, known by its digest; the app's own page belongs to no origin. */
export function setLoginPageHeaders(
  response: ServerResponse,
  scriptDigest: string,
  isAppPage: boolean,
): void {
  const own = isAppPage
    ? "sandbox allow-scripts; default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    : "default-src 'none'; img-src data:; style-src 'self'";
  response.setHeader(
    "content-security-policy",
    `${own}; script-src '${scriptDigest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  response.setHeader("permissions-policy", permissions);
}

/** Headers of a team's own file: even an HTML page opened directly runs nothing and belongs to no origin. */
export function setAssetHeaders(response: ServerResponse): void {
  response.setHeader(
    "content-security-policy",
    "sandbox; default-src 'none'; img-src 'self' data:; media-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'none'",
  );
}
