// An app process run from its sources, so that stacks name them.
import { Runtime } from "../../../packages/runtime-node/src/runtime.ts";

new Runtime("0.0.0").start();
