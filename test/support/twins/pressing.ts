import type { Locator, Page } from "playwright-core";
import type { Moment, Way } from "./twin-step.ts";
import { type Control, controlsIn, nameOf, shownIn } from "./twin-tree.ts";

type Role = Parameters<Page["getByRole"]>[0];

const buttons = [
  ...["Button", "FilledButton", "FilledTonalButton", "OutlinedButton", "TextButton"],
  ...["IconButton", "FloatingActionButton", "CupertinoButton", "CupertinoFilledButton"],
  ...["CupertinoDialogAction", "CupertinoActionSheetAction", "SnackBarAction"],
];

/** The element of a control: by its role and name, and by its place among those of the same name. */
export function elementOf({ page, tree, control }: Moment, role: Role, types: string[]): Locator {
  const name = nameOf(control);
  const alike = [...shownIn(tree)].filter(
    (one) => types.includes(String(one._c)) && nameOf(one) === name,
  );
  return page
    .getByRole(role, name === undefined ? { name: /^$/ } : { name, exact: true })
    .nth(Math.max(0, alike.indexOf(control)));
}

const press =
  (role: Role, types?: string[]): Way =>
  (moment) =>
    elementOf(moment, role, types ?? [String(moment.control._c)]).click();

const pressNamed = (page: Page, role: Role, name: string, nth = 0) =>
  page.getByRole(role, { name, exact: true }).nth(nth).click();

/** Chooses the destination of a bar, rail or drawer by its label. */
const goTo: Way = ({ page, control, data }) => {
  const places = [...controlsIn(control)].filter(({ _c }) => /Destination$/.test(String(_c)));
  const index = Number((data as Control).selected_index);
  return pressNamed(page, "button", nameOf(places[index]) ?? "");
};

const header: Way = async ({ page, control }) => {
  const name = nameOf((control.header ?? control) as Control) ?? "";
  const named = page.getByRole("button", { name: new RegExp(name) });
  await named.first().click();
};

const menuItem: Way = async ({ page, tree, control }) => {
  const name = nameOf(control) ?? "";
  const item = page.getByRole("menuitem", { name, exact: true });
  const box = page.getByRole("menuitemcheckbox", { name, exact: true });
  if ((await item.or(box).count()) === 0) {
    const menu = [...shownIn(tree)].find(
      ({ _c, items }) => _c === "PopupMenuButton" && [...controlsIn(items)].includes(control),
    );
    await pressNamed(page, "button", nameOf(menu) ?? "Show menu");
  }
  await item.or(box).click();
};

/** How what is pressed is found. */
export const presses: Readonly<Record<string, Way>> = {
  ...Object.fromEntries(buttons.map((type) => [`${type} click`, press("button", buttons)])),
  "SnackBar click": press("button"),
  "SnackBar action": ({ page, control }) =>
    pressNamed(page, "button", nameOf(control.action as Control) ?? String(control.action)),
  "Container click": ({ page, control }) =>
    pressNamed(page, "button", nameOf(control) ?? nameOf(control.content as Control) ?? ""),
  "ListTile click": press("button"),
  "Chip select": press("button"),
  "Chip =selected": ({ page, control }) =>
    page
      .getByRole("button", { name: nameOf(control) ?? "", exact: true })
      .or(page.getByRole("checkbox", { name: nameOf(control) ?? "", exact: true }))
      .first()
      .click(),
  "Chip delete": ({ page, tree, control }) => {
    const chips = [...shownIn(tree)].filter(({ _c, on_delete }) => _c === "Chip" && on_delete);
    return pressNamed(page, "button", "Delete", chips.indexOf(control));
  },
  "Markdown tap_link": ({ page }) => page.getByRole("link").first().click(),
  "NavigationBar =selected_index": goTo,
  "NavigationRail =selected_index": goTo,
  "NavigationDrawer =selected_index": goTo,
  "Tabs =selected_index": ({ page, data }) =>
    page
      .getByRole("tab")
      .nth(Number((data as Control).selected_index))
      .click(),
  "ExpansionPanel =expanded": header,
  "ExpansionTile =expanded": header,
  "PopupMenuItem click": menuItem,
  "MenuItemButton click": menuItem,
  "SubmenuButton open": menuItem,
  "DataColumn sort": async ({ page, tree, control, data }) => {
    const { ci, asc } = data as { ci: number; asc: boolean };
    const table = [...shownIn(tree)].find((one) => [...controlsIn(one.columns)].includes(control));
    const isSorted = table?.sort_column_index === ci;
    const header = page.getByRole("columnheader", { name: nameOf(control) ?? "" });
    const next = isSorted ? table?.sort_ascending !== true : true;
    if (next !== asc) {
      await header.getByRole("button").click();
      const sorted = `[aria-sort=${asc ? "descending" : "ascending"}]`;
      await header.and(page.locator(sorted)).waitFor();
    }
    await header.getByRole("button").click();
  },
  "DataRow select_change": ({ page, target }) =>
    page
      .getByRole("checkbox", { name: "Select row", exact: true })
      .nth(target.n ?? 0)
      .click(),
  "DataCell tap": ({ page, control }) =>
    page.getByRole("cell", { name: nameOf(control) ?? "", exact: true }).click(),
};
