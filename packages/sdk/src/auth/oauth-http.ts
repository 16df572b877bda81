import { OAuthError } from "./oauth-error.ts";

type Fields = Readonly<Record<string, unknown>>;

const timeoutMs = 15_000;

/** Sends a form to an endpoint of a provider and reads the fields of its answer, JSON or again a form. */
export async function postForm(
  url: string,
  form: Readonly<Record<string, string>>,
): Promise<Fields> {
  const response = await fetch(url, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams(form),
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await response.text();
  const fields = parseFields(text);
  // some providers answer 200 and say in the body that they refuse
  if (typeof fields.error === "string") {
    throw new OAuthError(fields.error, String(fields.error_description ?? ""));
  }
  if (!response.ok) throw unexpected(url, response.status);
  return fields;
}

/** Reads JSON for the user of a token. */
async function getJson(url: string, accessToken: string): Promise<unknown> {
  const response = await fetch(url, {
    headers: { accept: "application/json", authorization: `Bearer ${accessToken}` },
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await response.text();
  if (!response.ok) throw unexpected(url, response.status);
  const value = parseJson(text);
  if (value === undefined) throw new OAuthError("invalid_response", `${hostOf(url)}: no JSON`);
  return value;
}

/** Reads JSON that must be an object. */
export async function getFields(url: string, accessToken: string): Promise<Fields> {
  return fieldsOf(url, await getJson(url, accessToken));
}

/** Reads JSON that must be a list of objects. */
export async function getList(url: string, accessToken: string): Promise<readonly Fields[]> {
  const list = await getJson(url, accessToken);
  if (!Array.isArray(list)) throw new OAuthError("invalid_response", `${hostOf(url)}: no list`);
  return list.map((item: unknown) => fieldsOf(url, item));
}

function fieldsOf(url: string, value: unknown): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw new OAuthError("invalid_response", `${hostOf(url)}: no object`);
}

function parseFields(text: string): Fields {
  const value = parseJson(text);
  if (value === undefined) return Object.fromEntries(new URLSearchParams(text)); // a form, as GitHub answers
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // told apart by the caller
  }
}

function unexpected(url: string, status: number): OAuthError {
  return new OAuthError("request_failed", `${hostOf(url)} answered ${status}`);
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? "the provider";
}
