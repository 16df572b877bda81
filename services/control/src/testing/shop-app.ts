import { createHash } from "node:crypto";
import { TestControl } from "./open-control.ts";

export const shop = "/teams/crew/apps/shop";

export const app = (text: string) => ({
  "main.ts": `import * as ft from "@flotilla/sdk";\nft.run((page: ft.Page) => { page.add(ft.Text("${text}")); });\n`,
  "flotilla.json": `{ "typecheck": "off" }`,
});

export function listed(files: Readonly<Record<string, string>>) {
  return Object.entries(files).map(([path, content]) => ({
    path,
    sha256: createHash("sha256").update(content).digest("hex"),
    size: Buffer.byteLength(content),
  }));
}

export async function open(...options: Parameters<typeof TestControl.open>) {
  const opened = await TestControl.open(...options);
  await opened.catalog.createTeam("crew");
  const owner = await opened.token("crew", "owner");
  return Object.assign(opened, { owner });
}
