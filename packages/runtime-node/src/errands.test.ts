import { expect, test } from "@jest/globals";
import { Errands } from "./errands.ts";

const request = { url: "https://api.test/", method: "POST", headers: {}, body: new Uint8Array(0) };

test("a request that cannot be sent fails at once and makes room for the next one", async () => {
  const errands = new Errands(() => {
    throw new Error("too big");
  });
  const sent = Array.from({ length: 20 }, () => errands.request(request));
  for (const { status } of await Promise.allSettled(sent)) expect(status).toBe("rejected");
  await expect(errands.request(request)).rejects.toThrow("too big");
});

test("a sign-in that is refused is rejected with the reason", async () => {
  const errands: Errands = new Errands((message) => {
    if (message.type === "login") {
      errands.settle({ type: "login", n: message.n, error: "no such session" });
    }
  });
  await expect(errands.login({ session: "s", state: "x" })).rejects.toThrow("no such session");
});
