import { expect, test } from "@jest/globals";
import { readRunOptions } from "./run-options.ts";

test.each([
  [`ft.run(main);`, {}],
  [`ft.run(main, { assetsDir: "public" });`, { assetsDir: "public" }],
  [`run(main, { assetsDir: './public/files/' })`, { assetsDir: "public/files" }],
  [
    `ft.run(main, {\n  routeUrlStrategy: "hash",\n  assetsDir: "a",\n});`,
    { assetsDir: "a", routeUrlStrategy: "hash" },
  ],
  [`ft.run(main, { assetsDir: "../up", routeUrlStrategy: "both" });`, {}],
  [`const other = { assetsDir: "not-this" };\nft.run(main);`, {}],
])("the call %j says %j", (source, expected) => {
  expect(readRunOptions(source)).toEqual(expected);
});
