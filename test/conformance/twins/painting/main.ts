import * as ft from "@flotilla/sdk";

const cv = ft.canvas;

function main(page: ft.Page) {
  let last = { x: 0, y: 0 };
  const paint: { color: string; width: number } = { color: ft.Colors.BLACK, width: 2 };
  const strokes = ft.Text("0 strokes");
  const ends: number[] = [];

  const finish = () => {
    strokes.value = `${ends.length} strokes`;
  };
  const canvas = cv.Canvas({
    shapes: [],
    width: 300,
    height: 200,
    content: ft.GestureDetector({
      onPanStart: ({ localPosition: { x, y } }) => {
        ends.push(canvas.shapes.length);
        last = { x, y };
      },
      onPanUpdate: ({ localPosition: { x, y } }) => {
        const { color, width } = paint;
        const stroke = ft.Paint({ color, strokeWidth: width, strokeCap: ft.StrokeCap.ROUND });
        canvas.shapes.push(cv.Line(last.x, last.y, x, y, { paint: stroke }));
        last = { x, y };
      },
      onPanEnd: finish,
      dragInterval: 10,
      expand: true,
    }),
  });
  const undo = () => {
    const end = ends.pop();
    if (end !== undefined) canvas.shapes.splice(end);
    finish();
  };
  const clear = () => {
    ends.length = 0;
    canvas.shapes = [];
    finish();
  };
  page.add(
    canvas,
    ft.Row(
      ["red", "green"].map((one) =>
        ft.IconButton(ft.Icons.CIRCLE, {
          iconColor: one,
          data: one,
          tooltip: one,
          onClick: (e) => {
            paint.color = String(e.control.data);
          },
        }),
      ),
    ),
    ft.Slider({
      min: 1,
      max: 9,
      divisions: 8,
      value: 2,
      onChange: ({ control }) => {
        paint.width = control.value ?? 0;
        strokes.value = `width ${paint.width.toFixed(0)}`;
      },
    }),
    ft.Row([
      ft.OutlinedButton("undo", { onClick: undo }),
      ft.OutlinedButton("clear", { onClick: clear }),
    ]),
    strokes,
  );
}

ft.run(main);
