import { expect, test } from "@jest/globals";
import { isStateMap, stateValue } from "./state-value.ts";

test("a plain value holds in every state", () => {
  expect(stateValue("red", ["hovered"])).toBe("red");
  expect(stateValue({ width: 1 }, [])).toEqual({ width: 1 });
  expect(stateValue(null, [])).toBeUndefined();
});

test("the first state that is on wins, default is last", () => {
  const value = { default: "grey", hovered: "blue", selected: "red" };
  expect(stateValue(value, [])).toBe("grey");
  expect(stateValue(value, ["selected", "hovered"])).toBe("blue");
  expect(stateValue(value, ["pressed"])).toBe("grey");
});

test("a map without a fitting entry gives nothing", () => {
  expect(stateValue({ hovered: "blue" }, [])).toBeUndefined();
});

test("old and wrongly spelled keys are understood", () => {
  expect(stateValue({ "": "grey" }, [])).toBe("grey");
  expect(stateValue({ "ControlState.SELECTED": "red" }, ["selected"])).toBe("red");
});

test("a map with any other key is a plain value", () => {
  expect(isStateMap({ hovered: 1, color: "red" })).toBe(false);
  expect(isStateMap({})).toBe(false);
});
