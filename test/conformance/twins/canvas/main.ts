import * as ft from "@flotilla/sdk";

const cv = ft.canvas;

function main(page: ft.Page) {
  const ring = ft.Paint({
    color: ft.Colors.RED,
    style: ft.PaintingStyle.STROKE,
    strokeWidth: 3,
  });
  const circle = cv.Circle(100, 100, 50, ring);
  const canvas = cv.Canvas(
    [
      circle,
      cv.Line(0, 0, 50, 50, { paint: ft.Paint({ strokeDashPattern: [5, 5] }) }),
      cv.Rect(10, 10, 60, 40, {
        borderRadius: 5,
        paint: ft.Paint({
          gradient: ft.PaintLinearGradient([0, 0], [60, 40], {
            colors: [ft.Colors.RED, ft.Colors.BLUE],
          }),
        }),
      }),
      cv.Path(
        [cv.Path.MoveTo(25, 125), cv.Path.QuadraticTo(50, 25, 135, 35, 0.35), cv.Path.Close()],
        { paint: ft.Paint({ style: ft.PaintingStyle.FILL }) },
      ),
      cv.Text(10, 20, "Hello", ft.TextStyle({ weight: ft.FontWeight.BOLD }), {
        alignment: ft.Alignment.TOP_CENTER,
        rotate: 0.3,
      }),
      cv.Arc(0, 0, 50, 50, { startAngle: 0.5, sweepAngle: 1.5, useCenter: true }),
    ],
    { width: 200, height: 200, content: ft.GestureDetector({ dragInterval: 10 }) },
  );
  const out = ft.Text("");
  const picker = ft.DatePicker({
    firstDate: new Date(Date.UTC(2024, 0, 1)),
    lastDate: new Date(Date.UTC(2025, 11, 31)),
    value: new Date(Date.UTC(2024, 5, 2)),
    onChange: (e) => {
      out.value = (e.control.value as Date).toISOString().slice(0, 10);
    },
  });
  const clock = ft.TimePicker({
    value: ft.TimeOfDay(13, 5),
    helpText: "When?",
    onChange: (e) => {
      const { hour, minute } = e.control.value as ft.TimeOfDay;
      out.value = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
    },
  });

  page.add(
    canvas,
    ft.Button("date", { onClick: () => page.showDialog(picker) }),
    ft.Button("time", { onClick: () => page.showDialog(clock) }),
    ft.Button("draw", {
      onClick: () => {
        circle.radius = 30;
        ring.color = ft.Colors.GREEN;
        canvas.shapes.push(cv.Points([[1, 2], ft.Offset(3, 4)], cv.PointMode.POLYGON));
        canvas.shapes.splice(1, 1);
      },
    }),
    out,
    ft.AnimatedSwitcher(ft.Text("a"), {
      duration: 500,
      reverseDuration: ft.Duration({ seconds: 1 }),
      switchInCurve: ft.AnimationCurve.BOUNCE_OUT,
    }),
    ft.Markdown("# Hi", {
      extensionSet: ft.MarkdownExtensionSet.GITHUB_WEB,
      codeTheme: ft.MarkdownCodeTheme.ATOM_ONE_DARK,
    }),
    ft.Dismissible(ft.ListTile({ title: "x" }), {
      dismissDirection: ft.DismissDirection.HORIZONTAL,
      dismissThresholds: { [ft.DismissDirection.END_TO_START]: 0.2 },
    }),
    ft.ShaderMask({
      content: ft.Text("s"),
      blendMode: ft.BlendMode.MULTIPLY,
      shader: ft.RadialGradient({
        colors: ["#fff", "#000"],
        center: ft.Alignment(0.1, -0.2),
        radius: 0.7,
      }),
    }),
    ft.InteractiveViewer(ft.Text("v"), {
      minScale: 0.1,
      maxScale: 15,
      boundaryMargin: ft.Margin.all(20),
    }),
  );
}

ft.run(main);
