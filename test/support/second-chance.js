import process from "node:process";
import { jest } from "@jest/globals";

// Real processes, sockets and browsers share a machine with whatever else runs on it. On a build server a test that fails gets
// one more try; the reporter names those that needed it, so that none of them stays unnoticed.
if (process.env.CI === "true") jest.retryTimes(1, { logErrorsBeforeRetry: true });
