import type { ComponentChild, CSSProperties } from "preact";
import { colorOf } from "../values/color.ts";
import { numberOf } from "../values/scalars.ts";
import { textOrChild } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { useImageAddress } from "./use-image-address.ts";

/** A circle with a picture, initials or an icon. */
export function CircleAvatar({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const back = useImageAddress(node.background_image_src);
  const front = useImageAddress(node.foreground_image_src);
  const failed = (which: string) => () => client.trigger(node, "image_error", which);
  return (
    <div
      {...frame}
      class="fl-avatar fl-type fl-title-medium"
      style={{ ...sizeCss(node), ...colorsCss(node), ...frame.style }}
    >
      {back && <img src={back} alt="" onError={failed("background")} />}
      {textOrChild(node.content, inPlain(ctx))}
      {front && <img class="fl-avatar-front" src={front} alt="" onError={failed("foreground")} />}
    </div>
  );
}

function sizeCss(node: ControlMap): CSSProperties {
  const radius = numberOf(node.radius);
  if (radius !== undefined) return { width: `${radius * 2}px`, height: `${radius * 2}px` };
  const least = numberOf(node.min_radius);
  const most = numberOf(node.max_radius);
  const size = Math.min(Math.max(20, least ?? 0), most ?? Number.POSITIVE_INFINITY) * 2;
  return { width: `${size}px`, height: `${size}px` };
}

function colorsCss(node: ControlMap): CSSProperties {
  const color = colorOf(node.color);
  const background = colorOf(node.bgcolor);
  return { ...(color ? { color } : {}), ...(background ? { background } : {}) };
}
