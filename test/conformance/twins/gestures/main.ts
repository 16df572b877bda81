import * as ft from "@flotilla/sdk";

const python = (value: unknown) =>
  value === true ? "True" : value === false ? "False" : (value ?? "None");

function main(page: ft.Page) {
  const out = ft.Text("");
  const say = (text: string) => {
    out.value = text;
  };

  const target = ft.Container(ft.Text("drop here"), {
    width: 80,
    height: 80,
    border: ft.Border.all(1),
  });
  const bin = ft.DragTarget({
    group: "color",
    content: target,
    onWillAccept: (e) => say(`will ${python(e.accept)}`),
    onLeave: () => say("left"),
    onAccept: (e) => {
      const { src, localPosition } = e;
      if (!(src instanceof ft.Draggable)) return;
      target.bgcolor = src.data as string;
      say(`Draggable ${src.group} at ${localPosition.x},${localPosition.y}`);
    },
  });
  const drag = ft.Draggable({
    group: "color",
    data: ft.Colors.CYAN,
    content: ft.Container({ width: 50, height: 50, bgcolor: ft.Colors.CYAN, borderRadius: 5 }),
    contentFeedback: ft.Container({ width: 20, height: 20, bgcolor: ft.Colors.CYAN }),
    contentWhenDragging: ft.Container({
      width: 50,
      height: 50,
      bgcolor: ft.Colors.BLUE_GREY_200,
    }),
    onDragStart: () => say("drag starts"),
    onDragComplete: () => say(`${out.value} done`),
  });
  const order = ft.ReorderableListView({
    controls: [0, 1, 2, 3].map((n) => ft.ListTile({ title: ft.Text(`Item ${n}`), data: n })),
    showDefaultDragHandles: false,
    onReorder: ({ control, oldIndex, newIndex }) => {
      const [moved] = control.controls.splice(oldIndex ?? 0, 1);
      if (moved) control.controls.splice(newIndex ?? 0, 0, moved);
      say(`${oldIndex}->${newIndex}`);
    },
  });
  const gone = ft.Dismissible({
    content: ft.ListTile({ title: "swipe me" }),
    background: ft.Container({ bgcolor: ft.Colors.GREEN }),
    dismissDirection: ft.DismissDirection.HORIZONTAL,
    onUpdate: (e) => say(`${e.progress.toFixed(1)} ${python(e.reached)} ${e.direction}`),
    onConfirmDismiss: (e) =>
      e.control.confirmDismiss(e.direction === ft.DismissDirection.START_TO_END),
    onDismiss: (e) => {
      page.controls.splice(page.controls.indexOf(e.control), 1);
      say(`dismissed ${e.direction}`);
    },
  });
  const pad = ft.GestureDetector({
    content: ft.Container({ width: 100, height: 100, bgcolor: ft.Colors.AMBER }),
    mouseCursor: ft.MouseCursor.GRAB,
    dragInterval: 10,
    onTap: () => say("tap"),
    onDoubleTap: () => say("double"),
    onLongPressStart: (e) => say(`long ${e.localPosition?.x}`),
    onSecondaryTap: () => say("second"),
    onPanStart: (e) => say(`pan ${e.globalPosition.y}`),
    onPanEnd: (e) => say(`end ${e.velocity?.x ?? "None"}`),
    onScaleUpdate: (e) => say(`scale ${e.scale} ${e.pointerCount}`),
    onHover: (e) => say(`hover ${e.localPosition.x}`),
    onScroll: (e) => say(`scroll ${e.scrollDelta.y}`),
  });
  const keys = ft.KeyboardListener(ft.Text("type"), {
    autofocus: true,
    onKeyDown: (e) => say(`down ${e.key}`),
    onKeyUp: (e) => say(`up ${e.key}`),
  });
  const zoom = ft.InteractiveViewer(ft.Text("zoom"), {
    minScale: 0.5,
    onInteractionUpdate: (e) => say(`zoom ${e.scale}`),
  });
  const touch = ft.Container(ft.Text("ink"), {
    ink: true,
    onClick: () => say("click"),
    onLongPress: () => say("long press"),
    onTapDown: (e) => say(`tap ${e.localPosition?.x}`),
    animatePosition: ft.Animation(100),
    onAnimationEnd: (e) => say(`end of ${e.data}`),
  });
  const flow = ft.Column(
    [0, 1, 2].map((n) => ft.Text(String(n))),
    {
      scroll: ft.ScrollMode.HIDDEN,
      scrollInterval: 50,
      onScroll: (e) => say(`${e.eventType} ${e.pixels.toFixed(0)} ${e.direction ?? "None"}`),
      height: 40,
    },
  );
  const zooming = async () => {
    await zoom.zoom(1.5);
    await zoom.reset({ animationDuration: ft.Duration({ milliseconds: 200 }) });
    say("zoomed");
  };
  page.add(ft.Row([drag, bin]), order, gone, ft.Stack([pad]), keys, zoom, touch, flow, out);
  page.add(ft.Button("zoom", { onClick: zooming }));
}

ft.run(main);
