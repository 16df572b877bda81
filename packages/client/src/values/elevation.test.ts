import { expect, test } from "@jest/globals";
import { elevationShadow } from "./elevation.ts";

test("an elevation is the nearest measured shadow", () => {
  expect(elevationShadow(1)).toBe("var(--fl-shadow-1)");
  expect(elevationShadow(24)).toBe("var(--fl-shadow-12)");
  expect(elevationShadow(5.5)).toBe("var(--fl-shadow-6)");
});

test("only zero has no shadow at all", () => {
  expect(elevationShadow(0)).toBe("var(--fl-shadow-0)");
  expect(elevationShadow(0.3)).toBe("var(--fl-shadow-1)");
  expect(elevationShadow(undefined)).toBeUndefined();
});
