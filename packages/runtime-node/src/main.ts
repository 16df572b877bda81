import { Runtime } from "./runtime.ts";

/** Put in by the build. */
declare const FLOTILLA_SDK_VERSION: string;

new Runtime(FLOTILLA_SDK_VERSION).start();
