import { expect, test } from "@jest/globals";
import { ConfigError, defineConfig, parseConfig } from "../config.ts";
import { certificateFiles, tlsProblems, tlsVariables } from "./tls-variables.ts";

const definition = defineConfig({
  service: "worker",
  shape: tlsVariables,
  check: tlsProblems,
  build: (env) => ({ files: certificateFiles(env) }),
});
const all = { FLOTILLA_TLS_CERT: "c.pem", FLOTILLA_TLS_KEY: "k.pem", FLOTILLA_TLS_CA: "ca.pem" };

test("all three variables or none: with none there is no TLS", () => {
  expect(parseConfig(definition, {}).config.files).toBeUndefined();
  expect(parseConfig(definition, all).config.files).toEqual({
    cert: "c.pem",
    key: "k.pem",
    ca: "ca.pem",
  });
});

test.each(Object.keys(all))("without %s beside the others, the start ends and names it", (name) => {
  const attempt = () => parseConfig(definition, { ...all, [name]: "" });
  expect(attempt).toThrow(ConfigError);
  expect(attempt).toThrow(new RegExp(`${name}: needed with FLOTILLA_TLS_`));
});
