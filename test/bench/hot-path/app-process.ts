// An app process that answers each click with a patch over the real link.
import process from "node:process";
import { AppStandIn } from "../../../services/gateway/src/testing/app-stand-in.ts";

const app = await AppStandIn.start();
process.on("disconnect", () => {
  void app[Symbol.asyncDispose]().then(() => process.exit(0));
});
process.send?.({ socketPath: app.socketPath, pid: process.pid });
