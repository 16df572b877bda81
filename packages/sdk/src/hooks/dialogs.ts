import type { CupertinoActionSheet, CupertinoAlertDialog } from "../generated/cupertino.ts";
import type { AlertDialog } from "../generated/material.ts";
import { isVisible, visibleCount } from "./validate.ts";

export function dialogShowsSomething(
  dialog: AlertDialog | CupertinoAlertDialog,
): string | undefined {
  const { title, content, actions } = dialog;
  if (shows(title) || isVisible(content) || visibleCount(actions) > 0) return undefined;
  return "nothing to display: give title, content or actions";
}

export function actionSheetShowsSomething(sheet: CupertinoActionSheet): string | undefined {
  const { actions, title, message, cancel } = sheet;
  if (visibleCount(actions) > 0 || shows(title) || shows(message) || isVisible(cancel))
    return undefined;
  return "nothing to display: give actions, title, message or cancel";
}

function shows(value: unknown): boolean {
  return typeof value === "string" || isVisible(value);
}
