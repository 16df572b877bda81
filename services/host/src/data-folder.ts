import { access, constants, mkdir } from "node:fs/promises";
import { FlotillaError, messageOf } from "@flotilla/protocol";

/** Makes the folder that a host keeps everything in; throws `CONFIG_INVALID` if it cannot be written to. */
export async function makeDataFolder(path: string): Promise<void> {
  const make = async (): Promise<void> => {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK | constants.X_OK);
  };
  await make().catch((cause: unknown) => {
    const text = `--data ${path}: the folder cannot be used (${messageOf(cause)}): choose another one`;
    throw new FlotillaError("CONFIG_INVALID", text, { cause });
  });
}
