// An app process that answers each click with a patch over the real link, and each update with 8 MiB.
import process from "node:process";
import { Action, encodeMessage } from "../../../packages/protocol/src/index.ts";
import { AppStandIn } from "../../../services/gateway/src/testing/app-stand-in.ts";

const blob = new Uint8Array(8 * 2 ** 20);
const bulk = encodeMessage(Action.patch, { id: 1, patch: [[0], [0, 0, "blob", blob]] });
const app = await AppStandIn.start();
app.onMessage = (session, action) => {
  if (action === Action.update) app.send(session, bulk);
};
process.on("disconnect", () => {
  void app[Symbol.asyncDispose]().then(() => process.exit(0));
});
process.send?.({ socketPath: app.socketPath, pid: process.pid });
