import type { ValueNode } from "./schema.ts";

/** What a value class is, in one sentence. */
export function valueText(name: string, node: ValueNode): string {
  const summary = summaries[name] ?? themed(name) ?? `The value \`${name}\`.`;
  const sent = node.encoding === "plain" ? " All fields that are not null are sent." : "";
  return summary + sent;
}

function themed(name: string): string | undefined {
  const part = /^(\w+)Theme$/.exec(name)?.[1];
  return part && `How a theme draws \`${part}\`; null leaves a field to the client's defaults.`;
}

const summaries: Readonly<Record<string, string>> = {
  Alignment:
    "A point in a box: -1 is its left or top edge, 0 its center, 1 its right or bottom edge.",
  Animation: "How long and along which curve a change is animated.",
  Padding: "Space inside the four edges of a box, in logical pixels.",
  Margin: "Space outside the four edges of a box, in logical pixels.",
  Border: "The four sides of a border.",
  BorderSide: "One side of a border: its width, color, style and where the stroke lies.",
  BorderRadius: "The radii of the four corners of a box, in logical pixels.",
  Blur: "A blur in two directions.",
  BoxShadow: "A shadow that a box casts.",
  BoxDecoration: "What is painted behind or in front of a box.",
  BoxConstraints: "The least and the greatest width and height of a box, in logical pixels.",
  ButtonStyle:
    "The look of a button; most fields take one value or a map from `ControlState` to values.",
  Duration: "A span of time as a sum of units.",
  Gradient: "Base of the gradients.",
  LinearGradient: "Colors along a line.",
  RadialGradient: "Colors from a center outwards.",
  SweepGradient: "Colors around a center.",
  Offset: "A point or a distance in the plane.",
  Rotate: "A turn in radians, clockwise.",
  Scale: "An enlargement, even or by axis.",
  Flip: "Mirrors a control at one or both axes.",
  Matrix4:
    "A transformation in space: operations that are recorded here and carried out by the client.",
  Transform: "Applies a matrix to a control.",
  Size: "A width and a height, in logical pixels.",
  Rect: "A rectangle by its edges, in logical pixels.",
  TextStyle: "The look of text.",
  StrutStyle: "The least height of lines of text.",
  Theme: "Colors, fonts and looks of a page or of a part of it.",
  ColorScheme: "The colors of a theme by role; null roles follow from the seed.",
  TextTheme: "Text styles of a theme by role.",
  Tooltip: "A text that appears while the pointer rests on a control, and how it looks.",
  Url: "An address, and the window that it opens in.",
  Locale: "A language, perhaps with script and country.",
  LocaleConfiguration: "The languages of an app; the first is the fallback.",
  Paint: "How a canvas shape is filled or stroked.",
  Key: "Base of keys.",
  ValueKey: "Keeps a control's identity across rebuilds.",
  ScrollKey: "Names a control that `scrollTo` can find.",
  InputFilter: "Lets only matching text into a text field.",
  NumbersOnlyInputFilter: "Lets only digits into a text field.",
  TextOnlyInputFilter: "Lets only Latin letters into a text field.",
  OutlineInputBorder: "A border around a form field.",
  UnderlineInputBorder: "A line below a form field.",
  NoInputBorder: "No border at a form field.",
  InputBorder: "Base of the borders of form fields; it is not constructed itself.",
  ClientAction:
    "Base of actions that the client runs by itself while a click or key press is being handled.",
  OpenUrl: "Opens an address when the control is activated.",
  CopyToClipboard: "Copies text when the control is activated.",
  ShareText: "Offers text to the device's share sheet when the control is activated.",
  PickFiles:
    "Opens the file dialog when the control is activated; the files come with `FilePicker.onResult`.",
  FilePickerFile: "A file that the user picked.",
  FilePickerUploadFile: "A picked file and where to upload it.",
  Scrollbar: "The look of a scroll bar.",
  TextSelection: "The selected part of a text.",
  AutoCompleteSuggestion: "One suggestion: `key` is matched, `value` is shown.",
};
