import { setTimeout } from "node:timers/promises";
import * as ft from "@flotilla/sdk";
import type { Scenario } from "../scenario.ts";

const noop = () => {};

/** Events and what handlers make of them. */
export const events: readonly Scenario[] = [
  {
    name: "event_click_counter",
    main(page) {
      const text = ft.Text("0");
      page.add(
        text,
        ft.Button("+", {
          onClick: () => {
            text.value = String(Number(text.value) + 1);
          },
        }),
      );
    },
  },
  {
    name: "event_text_change",
    main(page) {
      const out = ft.Text("");
      const changed = (e: ft.ControlEvent<ft.TextField>) => {
        out.value = `${e.control.value.toUpperCase()}|${e.data}`;
      };
      page.add(ft.TextField({ label: "Name", onChange: changed, onSubmit: changed }), out);
    },
  },
  {
    name: "event_server_override",
    main(page) {
      page.add(
        ft.TextField({
          onChange: (e) => {
            e.control.value = e.control.value.trim();
          },
        }),
      );
    },
  },
  {
    name: "event_handler_flags",
    main(page) {
      const button = ft.Button("b");
      page.add(button);
      button.onClick = noop;
      button.update();
      button.onClick = () => {};
      button.update();
      button.onClick = null;
      button.update();
    },
  },
  {
    name: "event_generator_handler",
    main(page) {
      const bar = ft.ProgressBar({ value: 0 });
      async function* run() {
        for (const value of [0.25, 0.5, 1]) {
          bar.value = value;
          yield;
        }
      }
      page.add(bar, ft.Button("run", { onClick: run }));
    },
  },
  {
    name: "event_generator_final_update",
    main(page) {
      const out = ft.Text("");
      function* run() {
        out.value = "working";
        yield;
        out.value = "done";
      }
      page.add(out, ft.Button("run", { onClick: run }));
    },
  },
  {
    name: "event_structured",
    main(page) {
      const log = ft.Text("");
      page.add(
        log,
        ft.GestureDetector({
          content: ft.Text("g"),
          onTap: (e) => {
            log.value = `tap ${e.kind} ${e.localPosition?.x.toFixed(1)},${e.localPosition?.y.toFixed(1)}`;
          },
          onPanUpdate: (e) => {
            log.value = `pan ${e.localDelta?.x.toFixed(1)} ${e.timestamp?.inMilliseconds}ms`;
          },
          dragInterval: 10,
        }),
        ft.ListView([ft.Text("row")], {
          onScroll: (e) => {
            log.value = `scroll ${e.eventType} ${e.pixels}`;
          },
          onSizeChange: (e) => {
            log.value = `size ${e.width.toFixed(1)}x${e.height.toFixed(1)}`;
          },
        }),
      );
    },
  },
  {
    name: "page_events",
    main(page) {
      const log = ft.Text("");
      const put = (text: string) => {
        log.value = text;
      };
      page.onResize = (e) => put(`resize ${e.width.toFixed(1)}x${e.height.toFixed(1)}`);
      page.onMediaChange = () =>
        put(`media ${page.media.orientation} dpr=${page.media.devicePixelRatio.toFixed(1)}`);
      page.onPlatformBrightnessChange = (e) => put(`brightness ${e.data}`);
      page.onLocaleChange = (e) => put(`locale ${e.locales[0]?.languageCode}`);
      page.onAppLifecycleStateChange = (e) => put(`lifecycle ${e.state}`);
      page.onKeyboardEvent = (e) => put(`key ${e.key} shift=${e.shift ? "True" : "False"}`);
      page.add(log);
    },
  },
  {
    name: "input_controls",
    main(page) {
      const out = ft.Text("");
      const say = (e: ft.ControlEvent) => {
        const isFloat = e.control instanceof ft.Slider;
        out.value = `${e.name}=${isFloat ? Number(e.data).toFixed(1) : e.data}`;
      };
      page.add(
        ft.Tabs({
          length: 2,
          selectedIndex: 0,
          onChange: say,
          content: ft.Column([
            ft.TabBar([ft.Tab("1"), ft.Tab("2")]),
            ft.TabBarView([ft.Text("one"), ft.Text("two")], { height: 50 }),
          ]),
        }),
        ft.Dropdown({
          options: [
            ft.DropdownOption({ key: "r", text: "Red" }),
            ft.DropdownOption({ key: "g", text: "Green" }),
          ],
          onSelect: say,
        }),
        ft.Slider({ min: 0, max: 10, divisions: 10, value: 3, onChange: say, onChangeEnd: say }),
        ft.RadioGroup({
          content: ft.Column([ft.Radio({ value: "1" }), ft.Radio({ value: "2" })]),
          onChange: say,
        }),
        out,
      );
    },
  },
  {
    name: "drag_and_drop",
    main(page) {
      const out = ft.Text("");
      page.add(
        ft.Draggable({ group: "g", content: ft.Text("payload") }),
        ft.DragTarget({
          group: "g",
          content: ft.Text("here"),
          onWillAccept: (e) => {
            out.value = `accept=${e.accept ? "True" : "False"}`;
          },
          onAccept: (e) => {
            const source = page.getControl(e.srcId ?? 0);
            const content = source instanceof ft.Draggable ? source.content : null;
            const text = content instanceof ft.Text ? content.value : "";
            out.value = `got ${text} at ${e.localPosition.x.toFixed(1)}`;
          },
          onLeave: () => {
            out.value = "left";
          },
        }),
        out,
      );
    },
  },
  {
    name: "selection_and_pop_until",
    main(page) {
      const out = ft.Text("");
      page.onViewsPopUntil = (e) => {
        out.value = `result ${e.result}`;
      };
      page.add(
        ft.TextField({
          value: "hello",
          onSelectionChange: (e) => {
            const { selection } = e.control;
            out.value = `${e.selectedText} ${selection?.baseOffset}-${selection?.extentOffset}`;
          },
        }),
        out,
      );
      page.views.push(ft.View({ route: "/a" }));
      page.views.push(
        ft.View({
          route: "/b",
          controls: [
            ft.Button("back", {
              onClick: () => {
                page.runTask(() => page.popViewsUntil("/", "ok"));
              },
            }),
          ],
        }),
      );
      page.update();
    },
  },
  {
    name: "unknown_targets",
    main(page) {
      page.add(ft.Text("x"));
    },
  },
  {
    name: "text_paste_files",
    main(page) {
      const log = ft.Text("");
      page.add(
        log,
        ft.TextField({
          onPasteFiles: (e) => {
            log.value = e.files
              .map((file) => `${file.name} ${file.mimeType} ${file.bytes.length}`)
              .join(",");
          },
        }),
      );
    },
  },
  {
    name: "quirk_long_press_move",
    main(page) {
      const out = ft.Text("");
      page.add(
        out,
        ft.GestureDetector({
          content: ft.Text("g"),
          onLongPressMoveUpdate: (e) => {
            out.value = e.offsetFromOrigin.x.toFixed(1);
          },
        }),
      );
    },
  },
  {
    name: "background_update",
    main(page) {
      const text = ft.Text("0");
      page.add(text);
      page.add(
        ft.Button("go", {
          async onClick() {
            await page.runTask(async () => {
              text.value = "task";
              text.update();
            });
            await setTimeout(10);
            page.runTask(async () => {
              text.value = "thread";
              text.update();
            });
          },
        }),
      );
    },
  },
];
