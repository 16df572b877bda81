import { Client, declareIconFaces, readConfig, registry } from "./core.ts";

declareIconFaces(document.fonts, new URL("icons/", import.meta.url).href);
const root = document.getElementById("flotilla");
if (root) new Client({ root, view: window, config: readConfig(document), registry }).start();
