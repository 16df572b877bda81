import type { WireControl } from "../../support/client-harness.ts";

/** Ids of the controls of a card that benchmarks change; the card's own id is the first. */
const perCard = 10;
const firstId = 1_000;

/** The id of a card's root. */
function cardId(at: number): number {
  return firstId + at * perCard;
}

/** The id of the text that a card shows last. */
export function textId(at: number): number {
  return cardId(at) + perCard - 1;
}

/** A card of ten controls, as a list of people or orders has them. */
export function card(at: number): WireControl {
  let next = cardId(at);
  const control = (_c: string, properties: Readonly<Record<string, unknown>>): WireControl => {
    const _i = next++;
    return { _c, _i, ...properties };
  };
  const root = control("Container", {
    padding: 8,
    bgcolor: at % 2 === 0 ? "#ece6f0" : "#f3edf7",
    border_radius: 12,
  });
  const row = control("Row", { spacing: 10, alignment: "start" });
  row.controls = [
    control("Icon", { icon: 65_536 + (at % 500), size: 24, color: "#6750a4" }),
    {
      ...control("Column", { expand: true, spacing: 2 }),
      controls: [
        control("Text", { value: `Item number ${at}`, size: 16, weight: "w500" }),
        control("Text", {
          value: `Supporting text of item ${at} which is a little longer`,
          size: 14,
          color: "#49454f",
        }),
      ],
    },
    control("Checkbox", { label: "Done", value: at % 3 === 0, on_change: true }),
    control("FilledButton", { content: "Open", on_click: true }),
    control("TextField", { label: "Name", value: `v${at}`, width: 160, on_change: true }),
    control("Text", { value: String(at), size: 12 }),
  ];
  return { ...root, content: row };
}

/** Cards below each other in a scrolling column. */
export function cards(count: number, id: number, from = 0): WireControl {
  return {
    _c: "Column",
    _i: id,
    scroll: "auto",
    expand: true,
    spacing: 4,
    controls: Array.from({ length: count }, (_, at) => card(from + at)),
  };
}
