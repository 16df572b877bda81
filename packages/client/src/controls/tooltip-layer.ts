import { colorOf } from "../values/color.ts";
import { durationOf } from "../values/duration.ts";
import { edgesCss, edgesOf } from "../values/edges.ts";
import { mapOf } from "../values/scalars.ts";
import { textStyleCss } from "../values/text-style.ts";
import type { ControlMap } from "../view/control-map.ts";
import { tooltipText } from "./tooltip-text.ts";

const gap = 8;
const margin = 8;

/** Draws the tooltip of one control below `root` at a time. */
export class TooltipLayer {
  readonly #root: HTMLElement;
  readonly #get: (id: number) => ControlMap | undefined;
  #owner: HTMLElement | undefined;
  #tip: HTMLElement | undefined;
  #described: Element | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, get: (id: number) => ControlMap | undefined) {
    this.#root = root;
    this.#get = get;
  }

  /** Shows the tooltip of the first of these places that has one, and hides any other. */
  show(...places: readonly (EventTarget | null)[]): void {
    const owner = places.map((place) => this.#ownerOf(place)).find((found) => found !== undefined);
    if (owner?.box === this.#owner) return;
    this.#hide();
    if (!owner) return;
    this.#owner = owner.box;
    const wait = durationOf(mapOf(owner.node.tooltip)?.wait_duration, 0);
    this.#timer = setTimeout(() => this.#draw(owner.box, owner.node), wait);
  }

  #hide(): void {
    clearTimeout(this.#timer);
    this.#tip?.remove();
    this.#tip = undefined;
    this.#described?.removeAttribute("aria-describedby");
    this.#described = undefined;
    this.#owner = undefined;
  }

  /** The innermost control around the target that has a tooltip. */
  #ownerOf(target: EventTarget | null): { box: HTMLElement; node: ControlMap } | undefined {
    let box = target instanceof Element ? target.closest<HTMLElement>("[data-id]") : null;
    while (box && this.#root.contains(box)) {
      const node = this.#get(Number(box.dataset.id));
      if (node && tooltipText(node)) return { box, node };
      box = box.parentElement?.closest<HTMLElement>("[data-id]") ?? null;
    }
    return undefined;
  }

  #draw(box: HTMLElement, node: ControlMap): void {
    if (!box.isConnected) return; // it has gone while it was waited for
    const tip = box.ownerDocument.createElement("div");
    tip.id = `fl-tooltip-${node._i}`;
    tip.className = "fl-tooltip";
    tip.role = "tooltip";
    tip.popover = "manual";
    tip.textContent = tooltipText(node) ?? "";
    const look = mapOf(node.tooltip);
    const padding = edgesOf(look?.padding);
    Object.assign(
      tip.style,
      textStyleCss(look?.text_style),
      padding ? { padding: edgesCss(padding) } : {},
    );
    const background = colorOf(look?.bgcolor);
    if (background) tip.style.background = background;
    this.#root.append(tip);
    tip.showPopover();
    place(tip, box.getBoundingClientRect(), look?.prefer_below !== false);
    this.#tip = tip;
    this.#describe(box, tip);
  }

  /** Says the text to assistive technology, unless the control has it as its name or a description of its own. */
  #describe(box: HTMLElement, tip: HTMLElement): void {
    const { activeElement } = box.ownerDocument;
    const described = activeElement && box.contains(activeElement) ? activeElement : box;
    const named = [box, ...box.querySelectorAll("[aria-label]")];
    if (named.some(({ ariaLabel }) => ariaLabel === tip.textContent)) return;
    if (described.hasAttribute("aria-describedby")) return;
    described.setAttribute("aria-describedby", tip.id);
    this.#described = described;
  }
}

function place(tip: HTMLElement, box: DOMRect, below: boolean): void {
  const { clientWidth, clientHeight } = tip.ownerDocument.documentElement;
  const { offsetWidth, offsetHeight } = tip;
  const [under, over] = [box.bottom + gap, box.top - gap - offsetHeight];
  const fitsUnder = under + offsetHeight <= clientHeight - margin;
  const top = below ? (fitsUnder ? under : over) : over >= margin ? over : under;
  const left = box.left + (box.width - offsetWidth) / 2;
  tip.style.top = `${top}px`;
  tip.style.left = `${Math.max(margin, Math.min(left, clientWidth - offsetWidth - margin))}px`;
}
