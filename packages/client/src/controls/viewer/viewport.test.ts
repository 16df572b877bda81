import { expect, test } from "@jest/globals";
import { noEdges } from "../../values/edges.ts";
import { home, movedBy, zoomedAt } from "./viewport.ts";

const limits = {
  least: 0.5,
  most: 2,
  view: { x: 100, y: 100 },
  content: { x: 100, y: 100 },
  margin: noEdges,
};

test("content that just fits does not move, grown content moves to its edges", () => {
  expect(movedBy(home, { x: 20, y: 0 }, limits)).toEqual(home);
  const grown = zoomedAt(home, { x: 50, y: 50 }, 2, limits);
  expect(grown).toEqual({ x: -50, y: -50, scale: 2 });
  expect(movedBy(grown, { x: 500, y: -500 }, limits)).toEqual({ x: 0, y: -100, scale: 2 });
});

test("the scale stays within its limits", () => {
  expect(zoomedAt(home, { x: 0, y: 0 }, 100, limits).scale).toBe(2);
  expect(zoomedAt(home, { x: 0, y: 0 }, 0.01, limits).scale).toBe(0.5);
});
