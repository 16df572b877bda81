import { Client } from "./client.tsx";
import { readConfig } from "./client-config.ts";
import { registry } from "./controls/index.ts";

const root = document.getElementById("flotilla");
if (root) new Client({ root, view: window, config: readConfig(document), registry }).start();
