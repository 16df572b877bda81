import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "@jest/globals";
import { portTaken } from "./port-taken.ts";

test("a port that is in use is named, with what to do; other errors are not this one", async () => {
  const first = createServer().listen(0, "127.0.0.1");
  await once(first, "listening");
  const { port } = first.address() as AddressInfo;
  const second = createServer().listen(port, "127.0.0.1");
  const [error] = (await once(second, "error")) as [unknown];
  first.close();

  expect(portTaken(error)).toMatchObject({
    code: "PORT_TAKEN",
    message: expect.stringMatching(`port ${port} on 127.0.0.1 is in use: stop .* another port`),
  });
  expect(portTaken(new Error("EADDRINUSE"))).toBeUndefined();
  expect(portTaken(undefined)).toBeUndefined();
});
