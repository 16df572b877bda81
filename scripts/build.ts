// Builds what runs elsewhere than in this repository: each part has its module in scripts/build.
import { buildClient } from "./build/client.ts";

await buildClient();
