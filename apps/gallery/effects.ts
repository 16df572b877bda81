import * as ft from "@flotilla/sdk";
import { section } from "./section.ts";

const text = `# Heading

A paragraph with **bold** and *slanted* words and \`code\`.

- one
- two

\`\`\`ts
const answer: number = 42; // of course
\`\`\`

For all $x \\in \\mathbb{R}$: $\\sqrt{x^2} \\ge 0$.
`;

/** A picture that comes as pixels. */
function streamed(): ft.Control {
  const size = 48;
  const pixels = new Uint8Array(size * size * 4).fill(255);
  for (let at = 0; at < pixels.length; at += 4) {
    pixels[at] = (at / 4 / size) * 5;
    pixels[at + 1] = ((at / 4) % size) * 5;
  }
  const image = ft.RawImage();
  image.renderRgba(size, size, pixels).catch(() => {}); // the visitor has left before it was drawn
  return image;
}

/** A part that is taken a picture of, and the picture. */
function pictured(): ft.Control[] {
  const part = ft.Screenshot(
    ft.Container(ft.Text("Smile"), { padding: 12, bgcolor: ft.Colors.TERTIARY_CONTAINER }),
  );
  const picture = ft.Image("", { visible: false, semanticsLabel: "The picture" });
  const take = async () => {
    picture.src = await part.capture();
    picture.visible = true;
  };
  return [part, ft.TextButton("Take a picture", { onClick: take }), picture];
}

/** What changes how others look, move or are read. */
export function effects(): ft.Control[] {
  const colors = [ft.Colors.PRIMARY, ft.Colors.TERTIARY];
  const block = (content?: ft.Control) =>
    ft.Container(content, { width: 120, height: 48, bgcolor: ft.Colors.SURFACE_CONTAINER_HIGH });
  return [
    section("Markdown", [
      ft.Container(
        ft.Markdown(text, {
          extensionSet: ft.MarkdownExtensionSet.GITHUB_WEB,
          codeTheme: ft.MarkdownCodeTheme.A11Y_LIGHT,
        }),
        { width: 400 },
      ),
    ]),
    section("Pictures of a part", pictured()),
    section("Turned, masked, shining", [
      ft.RotatedBox({ quarterTurns: 1, content: ft.Text("Quarter") }),
      ft.ShaderMask({
        shader: ft.LinearGradient({ colors }),
        content: ft.Icon(ft.Icons.FAVORITE, { size: 40 }),
      }),
      ft.Shimmer({
        baseColor: ft.Colors.SURFACE_CONTAINER_HIGH,
        highlightColor: ft.Colors.SURFACE,
        content: block(),
      }),
      ft.Container(ft.Placeholder(), { width: 120, height: 48 }),
      ft.AnimatedSwitcher({ content: ft.Text("Switched") }),
      ft.Hero({ tag: "hero", content: ft.Text("Hero") }),
    ]),
    section("Moved, zoomed, streamed", [
      ft.Container(ft.InteractiveViewer(ft.Icon(ft.Icons.SAILING, { size: 60 })), {
        width: 120,
        height: 80,
      }),
      ft.WindowDragArea(ft.Text("Drags windows")),
      streamed(),
    ]),
    section("Read and selected", [
      ft.Semantics({ label: "Read as this", content: ft.Icon(ft.Icons.ANCHOR) }),
      ft.MergeSemantics(ft.Row([ft.Icon(ft.Icons.MAIL), ft.Text("Read as one")])),
      ft.SelectionArea(ft.Text("May be selected")),
      ft.KeyboardListener({ content: ft.Text("Hears keys") }),
      ft.TransparentPointer(ft.Text("Lets pointers through")),
    ]),
    section("A page in the page", [
      ft.Container(
        ft.Pagelet({
          appbar: ft.AppBar({ title: ft.Text("Inner bar") }),
          content: ft.Text("Inner page"),
        }),
        { width: 300, height: 140 },
      ),
    ]),
    section("Drawn", [
      ft.canvas.Canvas(
        [
          ft.canvas.Circle({ x: 40, y: 40, radius: 30 }),
          ft.canvas.Line({ x1: 0, y1: 0, x2: 120, y2: 80 }),
        ],
        { width: 120, height: 80 },
      ),
    ]),
  ];
}
