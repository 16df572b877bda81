import { cp } from "node:fs/promises";
import { twinsFolder } from "../../conformance/twin.ts";
import { Ahead } from "../ahead.ts";
import { AppFolders } from "../app-folders.ts";
import type { CommandResult, ServedHost } from "../served-host.ts";

/** Twins as apps of a host's local team. Their types are looked at with those of all tests: a deploy would only warn. */
export function deployedTwins(
  names: readonly string[],
  host: () => ServedHost,
): Ahead<CommandResult> {
  return new Ahead(names, async (name) => {
    await using apps = await AppFolders.open();
    const folder = await apps.write(name, { "flotilla.json": '{ "typecheck": "off" }' });
    await cp(new URL(`${name}/`, twinsFolder), folder, { recursive: true });
    return await host().command("deploy", folder);
  });
}
