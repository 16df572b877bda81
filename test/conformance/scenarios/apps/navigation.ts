import * as ft from "@flotilla/sdk";
import type { Scenario } from "../scenario.ts";

/** Dialogs, views, drawers. */
export const navigation: readonly Scenario[] = [
  {
    name: "dialog_open_close",
    main(page) {
      const status = ft.Text("-");
      const dialog = ft.AlertDialog({
        modal: true,
        title: ft.Text("Sure?"),
        actions: [ft.TextButton("Yes", { onClick: () => page.popDialog() })],
        onDismiss: () => {
          status.value = "dismissed";
        },
      });
      page.add(status, ft.Button("ask", { onClick: () => page.showDialog(dialog) }));
    },
  },
  {
    name: "dialog_user_dismiss_reopen",
    main(page) {
      const dialog = ft.AlertDialog({ title: ft.Text("Hi") });
      page.add(ft.Button("ask", { onClick: () => page.showDialog(dialog) }));
    },
  },
  {
    name: "snack_bar",
    main(page) {
      page.add(
        ft.Button("save", {
          onClick: () =>
            page.showDialog(
              ft.SnackBar(ft.Text("Saved"), {
                action: "Undo",
                duration: ft.Duration({ seconds: 2 }),
                onAction: () => {},
              }),
            ),
        }),
      );
    },
  },
  {
    name: "overlay_and_bottom_sheet",
    main(page) {
      page.overlay.push(ft.Text("floating", { left: 10, top: 10 }));
      page.update();
      page.showDialog(ft.BottomSheet(ft.Text("sheet")));
    },
  },
  {
    name: "drawer",
    main(page) {
      page.drawer = ft.NavigationDrawer(
        [
          ft.NavigationDrawerDestination("One", { icon: ft.Icons.HOME }),
          ft.NavigationDrawerDestination("Two", { icon: ft.Icons.MAIL }),
        ],
        {
          onChange: (e) => {
            page.title = `item ${e.control.selectedIndex}`;
          },
        },
      );
      page.add(ft.Button("menu", { onClick: () => page.showDrawer() }));
    },
  },
  {
    name: "views_push_pop",
    main(page) {
      function build() {
        page.views.length = 0;
        page.views.push(
          ft.View({
            route: "/",
            controls: [
              ft.Text("home"),
              ft.Button("store", { onClick: () => page.navigate("/store") }),
            ],
          }),
        );
        if (page.route === "/store") {
          page.views.push(
            ft.View({
              route: "/store",
              appbar: ft.AppBar({ title: ft.Text("Store") }),
              controls: [ft.Text("store")],
            }),
          );
        }
        page.update();
      }
      page.onRouteChange = build;
      page.onViewPop = async (e) => {
        page.views = page.views.filter((view) => view !== e.view);
        await page.pushRoute(page.views.at(-1)?.route ?? "/");
      };
      build();
    },
  },
  {
    name: "view_confirm_pop",
    main(page) {
      page.onViewPop = (e) => {
        page.views = page.views.filter((view) => view !== e.view);
        page.update();
      };
      page.views.push(
        ft.View({
          route: "/edit",
          canPop: false,
          onConfirmPop: (e) => e.control.confirmPop(true),
          controls: [ft.Text("edit")],
        }),
      );
      page.update();
    },
  },
  {
    name: "multi_view",
    main(page) {
      page.onMultiViewAdd = (e) => {
        page.multiViews.push(
          ft.MultiView({
            viewId: e.viewId,
            initialData: e.initialData as Record<string, unknown>,
            views: [ft.View({ controls: [ft.Text("{'k': 'v'}")] })],
          }),
        );
        page.update();
      };
      page.onMultiViewRemove = () => {
        page.multiViews.length = 0;
      };
    },
  },
];
