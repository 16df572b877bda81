import { expect, test } from "@jest/globals";
import { buttonStyleCss } from "./button-style.ts";

test("a plain value holds in every state", () => {
  expect(buttonStyleCss({ bgcolor: "red" }, [])).toEqual({ "--fl-bg": "#f44336" });
});

test("states that differ get a property of their own", () => {
  const style = {
    color: { hovered: "red", default: "white" },
    elevation: { pressed: 0, default: 1 },
  };
  expect(buttonStyleCss(style, [])).toEqual({
    "--fl-fg": "#ffffff",
    "--fl-fg-hovered": "#f44336",
    "--fl-fg-pressed": "#f44336",
    "--fl-shadow": "var(--fl-shadow-1)",
    "--fl-shadow-pressed": "var(--fl-shadow-0)",
  });
});

test("a disabled button takes the disabled entries", () => {
  const style = { bgcolor: { disabled: "grey", default: "red" } };
  expect(buttonStyleCss(style, ["disabled"])).toEqual({ "--fl-bg": "#9e9e9e" });
});

test("a side and a shape are read too", () => {
  const style = { side: { width: 2, color: "red" }, shape: { _type: "stadium" }, icon_size: 30 };
  expect(buttonStyleCss(style, [])).toEqual({
    "--fl-side": "2px solid #f44336",
    "--fl-radius": "9999px",
    "--fl-icon-size": "30px",
  });
});
