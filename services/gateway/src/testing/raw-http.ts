import { once } from "node:events";
import { request as send } from "node:http";
import { connect } from "node:net";

export const html = { accept: "text/html" };

export const assets = {
  "logo.svg": { type: "image/svg+xml", body: "<svg onload='alert(1)'/>" },
  "data/a b.txt": { type: "text/plain; charset=utf-8", body: "0123456789" },
  "page.html": { type: "text/html", body: "<script>alert(1)</script>" },
};

/** Sends bytes as they are; resolves with all that comes back. */
export async function raw(url: string, text: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.write(text);
  let answer = "";
  socket.setEncoding("latin1");
  for await (const chunk of socket) answer += chunk;
  return answer;
}

/** Without fetch's own decoding. */
export async function rawGet(url: string, path: string, accepted: string) {
  const request = send(new URL(path, url), {
    headers: { "accept-encoding": accepted },
    agent: false,
  });
  request.end();
  const [response] = await once(request, "response");
  let body = "";
  for await (const chunk of response) body += chunk;
  const { "content-encoding": encoding, "cache-control": cache } = response.headers;
  return { body, encoding, cache };
}
