import { Client } from "./client.tsx";
import { readConfig } from "./client-config.ts";
import { registry } from "./controls/index.ts";
import { declareIconFaces } from "./icons/icon-faces.ts";
import { replaceSnapshot } from "./page/replace-snapshot.ts";

declareIconFaces(document.fonts, new URL("icons/", import.meta.url).href);
const root = document.getElementById("flotilla");
if (root) {
  replaceSnapshot(root);
  new Client({ root, view: window, config: readConfig(document), registry }).start();
}
