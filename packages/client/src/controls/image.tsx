import type { ComponentChild, CSSProperties } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { animationOf, transitionCss } from "../values/animation.ts";
import { borderRadiusCss } from "../values/border-radius.ts";
import { numberOf, textOf } from "../values/scalars.ts";
import { controlOf } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import type { ControlProps } from "../view/registry.ts";
import { fitOf } from "./image-fit.ts";
import { backgroundSize, imagePaint } from "./image-paint.ts";
import { soleChild } from "./sole.tsx";
import { useImageAddress } from "./use-image-address.ts";

/** A picture from an address, an asset or bytes. */
export function Image({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const address = useImageAddress(node.src);
  const [failed, setFailed] = useState<string>();
  const [loaded, setLoaded] = useState<string>();
  const placeholder = useImageAddress(node.placeholder_src ?? "");
  // A picture of the first page may have come before anybody heard of it.
  useLayoutEffect(() => {
    const element = client.elementOf(node);
    const picture = element instanceof HTMLImageElement ? element : element?.querySelector("img");
    if (picture?.complete && picture.naturalWidth > 0) setLoaded(address);
  }, [address]);
  const style = { ...boxCss(node), ...frame.style };
  if (address !== undefined && failed === address && controlOf(node.error_content)) {
    return (
      <div {...frame} style={style}>
        {soleChild(node.error_content, ctx)}
      </div>
    );
  }
  const here = address !== undefined && loaded === address;
  const label = node.exclude_from_semantics === true ? "" : (textOf(node.semantics_label) ?? "");
  const picture = {
    class: "fl-image",
    src: address,
    draggable: false,
    onError: () => setFailed(address),
    onLoad: () => {
      setFailed(undefined);
      setLoaded(address);
    },
  };
  const inside = { ...sizeInside(style), ...fitCss(node) };
  const fade = fadeCss(node, here);
  const painted = address === undefined ? undefined : imagePaint(node, address);
  if (painted) {
    return (
      <div
        {...frame}
        class="fl-image-box"
        role="img"
        aria-label={label}
        style={{ ...style, ...painted, ...fade }}
      >
        <img {...picture} alt="" style={{ ...inside, visibility: "hidden" }} />
      </div>
    );
  }
  const waiting = placeholder === undefined ? {} : waitingCss(node, placeholder);
  const leaving = animationOf(node.placeholder_fade_out_animation);
  if (placeholder !== undefined && (leaving || fade.transition)) {
    const transition = leaving ? transitionCss(leaving, ["opacity"]) : "none";
    return (
      <div {...frame} class="fl-image-box" style={style}>
        <img {...picture} alt={label} style={{ ...inside, ...fade }} />
        <span style={{ ...waiting, transition, opacity: here ? 0 : 1 }} />
      </div>
    );
  }
  return (
    <img
      {...frame}
      {...picture}
      alt={label}
      style={{ ...(here ? {} : waiting), ...fitCss(node), ...style, ...fade }}
    />
  );
}

/** The picture appears bit by bit once it is here. */
function fadeCss(node: ControlMap, here: boolean): CSSProperties {
  const animation = animationOf(node.fade_in_animation);
  if (!animation) return {};
  return { ...(here ? {} : { opacity: 0 }), transition: transitionCss(animation, ["opacity"]) };
}

/** What is seen until the picture is there. */
function waitingCss(node: ControlMap, placeholder: string): CSSProperties {
  const size = backgroundSize(fitOf(node.placeholder_fit ?? node.fit) ?? "contain");
  return { background: `url(${JSON.stringify(placeholder)}) center / ${size} no-repeat` };
}

function boxCss(node: ControlMap): CSSProperties {
  const css: CSSProperties = {};
  const width = numberOf(node.width);
  const height = numberOf(node.height);
  if (width !== undefined) css.width = Number.isFinite(width) ? `${width}px` : "100%";
  if (height !== undefined) css.height = Number.isFinite(height) ? `${height}px` : "100%";
  const radius = borderRadiusCss(node.border_radius);
  if (radius) css.borderRadius = radius;
  return css;
}

function fitCss(node: ControlMap): CSSProperties {
  const fit = fitOf(node.fit);
  return {
    ...(fit ? { objectFit: fit as "contain" } : {}),
    ...(node.filter_quality === "none" ? { imageRendering: "pixelated" } : {}),
  };
}

/** The picture in a box fills it where it has a size, else the box is as large as the picture. */
function sizeInside({ width, height }: CSSProperties): CSSProperties {
  return {
    ...(width === undefined ? {} : { width: "100%" }),
    ...(height === undefined ? {} : { height: "100%" }),
  };
}
