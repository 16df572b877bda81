import { Component, type ComponentChild } from "preact";
import { place } from "../layout/place.ts";
import type { Subscriber } from "../store/ui-store.ts";
import { Badge } from "./badge.tsx";
import { type ControlMap, isControl } from "./control-map.ts";
import { inPlain, type LayoutContext, sameContext } from "./layout-context.ts";
import type { Fill, Frame } from "./registry.ts";
import { type Renderer, RendererProvider } from "./renderer.ts";
import { FailedControl, LoadingControl, UnknownControl } from "./unknown-control.tsx";

interface Props {
  readonly id: number;
  readonly ctx: LayoutContext;
}

/**
 * One control on the page: subscribes to it by id, picks its component, and lays the common layout
 * properties on the component's frame. Drawn again only if its control or its context changes.
 */
export class Control extends Component<Props> implements Subscriber {
  static override contextType = RendererProvider;
  declare context: Renderer | undefined;
  readonly #setElement = (element: HTMLElement | null) => this.#hold(element);
  #unsubscribe: (() => void) | undefined;
  #drawn: ControlMap | undefined;
  #fill: Fill | undefined;
  #element: HTMLElement | null = null;

  override componentDidMount(): void {
    this.#tellDrawn();
    this.#unsubscribe = this.#renderer.subscribe(this.props.id, this);
  }

  override componentDidUpdate(): void {
    this.#tellDrawn();
  }

  override componentWillUnmount(): void {
    this.#unsubscribe?.();
  }

  override shouldComponentUpdate(next: Props): boolean {
    if (this.#staysAsDrawn()) return false;
    return !sameContext(next.ctx, this.props.ctx) || this.#renderer.get(next.id) !== this.#drawn;
  }

  override render({ id, ctx }: Props): ComponentChild {
    const node = this.#renderer.get(id);
    this.#drawn = node;
    if (!node) return null;
    const placement = place(node, ctx, this.#renderer);
    this.#fill = placement.fill;
    const frame: Frame = {
      ref: this.#setElement,
      style: placement.frame,
      "data-id": id,
      ...keyAttribute(node.key),
    };
    const view = this.#renderer.view(node._c) ?? UnknownControl;
    const View = view === "loading" ? LoadingControl : view === "failed" ? FailedControl : view;
    let drawn = <View node={node} ctx={placement.ctx} frame={frame} />;
    const { wrappers } = placement;
    wrappers.forEach((style, at) => {
      const badged = at === wrappers.length - 1 && node.badge;
      drawn = badged ? (
        <div class="fl-badged" style={style}>
          {drawn}
          <Badge value={node.badge}>{badgeLabel(node.badge, placement.ctx)}</Badge>
        </div>
      ) : (
        <div style={style}>{drawn}</div>
      );
    });
    return drawn;
  }

  redraw(): void {
    if (!this.#staysAsDrawn()) this.forceUpdate();
  }

  hasOtherFill(): boolean {
    const node = this.#renderer.get(this.props.id);
    if (!node) return false;
    const fill = this.#renderer.fill(node, this.props.ctx);
    return fill.width !== this.#fill?.width || fill.height !== this.#fill.height;
  }

  /** All are drawn again when the code of effects has come. */
  #staysAsDrawn(): boolean {
    const node = this.#element && this.#renderer.get(this.props.id);
    return node ? this.#renderer.awaitsEffects(node) : false;
  }

  #tellDrawn(): void {
    if (this.#drawn && this.#element) this.#renderer.drawn(this.#drawn, this.#element);
  }

  get #renderer(): Renderer {
    if (!this.context) throw new Error("a control is rendered outside of a client");
    return this.context;
  }

  #hold(element: HTMLElement | null): void {
    if (element) this.#renderer.addElement(this.props.id, element);
    else if (this.#element) this.#renderer.dropElement(this.props.id, this.#element);
    this.#element = element;
  }
}

function keyAttribute(key: unknown): { "data-key"?: string } {
  const value = typeof key === "object" && key !== null && "value" in key ? key.value : key;
  return value === undefined || value === null ? {} : { "data-key": String(value) };
}

/** A badge is its label, or a map with a label; the label is text or a control. */
function badgeLabel(badge: unknown, ctx: LayoutContext): ComponentChild {
  const label =
    typeof badge === "object" && badge !== null && "label" in badge ? badge.label : badge;
  if (isControl(label)) return <Control id={label._i} ctx={inPlain(ctx)} />;
  return typeof label === "string" || typeof label === "number" ? String(label) : null;
}
