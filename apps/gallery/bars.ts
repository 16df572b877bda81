import * as ft from "@flotilla/sdk";
import { section } from "./section.ts";

/** Tabs and what leads from place to place. */
export function bars(): ft.Control[] {
  const places = [
    { label: "Fleet", icon: ft.Icons.DIRECTIONS_BOAT },
    { label: "Harbors", icon: ft.Icons.ANCHOR },
    { label: "Crew", icon: ft.Icons.PEOPLE },
  ];
  const tabs = (secondary: boolean) =>
    ft.Container(
      ft.Tabs({
        length: places.length,
        content: ft.Column([
          ft.TabBar(
            places.map(({ label, icon }) => (secondary ? ft.Tab(label) : ft.Tab(label, icon))),
            { secondary },
          ),
          ft.TabBarView(
            places.map(({ label }) => ft.Text(`About ${label.toLowerCase()}`)),
            { expand: true },
          ),
        ]),
      }),
      { width: 400, height: 140 },
    );
  return [
    section("Tabs", [tabs(false), tabs(true)]),
    section("Navigation", [
      ft.Container(
        ft.NavigationBar(places.map(({ label, icon }) => ft.NavigationBarDestination(icon, label))),
        { width: 400 },
      ),
      ft.Container(
        ft.NavigationRail(
          places.map(({ label, icon }) => ft.NavigationRailDestination({ icon, label })),
          { selectedIndex: 1, labelType: ft.NavigationRailLabelType.ALL },
        ),
        { height: 260 },
      ),
    ]),
    section("Bars", [
      ft.Container(ft.BottomAppBar(ft.Text("A bar below")), { width: 400 }),
      ft.Container(ft.CupertinoAppBar({ title: ft.Text("Cupertino") }), { width: 400 }),
      ft.Container(
        ft.CupertinoNavigationBar(
          places.map(({ label, icon }) => ft.NavigationBarDestination(icon, label)),
          { inactiveColor: ft.Colors.ON_SURFACE_VARIANT }, // Apple's gray is hard to read
        ),
        { width: 400 },
      ),
    ]),
  ];
}
