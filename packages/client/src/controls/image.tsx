import type { ComponentChild, CSSProperties } from "preact";
import { useState } from "preact/hooks";
import { borderRadiusCss } from "../values/border-radius.ts";
import { colorOf } from "../values/color.ts";
import { choiceOf, numberOf, textOf } from "../values/scalars.ts";
import { controlOf } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";
import type { ControlProps } from "../view/registry.ts";
import { fitOf } from "./image-fit.ts";
import { soleChild } from "./sole.tsx";
import { useImageAddress } from "./use-image-address.ts";

const repeats = ["noRepeat", "repeat", "repeatX", "repeatY"] as const;

/** A picture from an address, an asset or bytes. */
export function Image({ node, ctx, frame }: ControlProps): ComponentChild {
  const address = useImageAddress(node.src);
  const [failed, setFailed] = useState<string>();
  const [loaded, setLoaded] = useState<string>();
  const placeholder = useImageAddress(node.placeholder_src ?? "");
  const waiting = placeholder && loaded !== address ? waitingCss(node, placeholder) : {};
  const style = { ...waiting, ...boxCss(node), ...frame.style };
  const label = node.exclude_from_semantics === true ? "" : (textOf(node.semantics_label) ?? "");
  if (address !== undefined && failed === address && controlOf(node.error_content)) {
    return (
      <div {...frame} style={style}>
        {soleChild(node.error_content, ctx)}
      </div>
    );
  }
  const drawn = backgroundCss(node, address);
  if (drawn) {
    return <div {...frame} role="img" aria-label={label} style={{ ...style, ...drawn }} />;
  }
  return (
    <img
      {...frame}
      class="fl-image"
      src={address}
      alt={label}
      draggable={false}
      style={style}
      onError={() => setFailed(address)}
      onLoad={() => {
        setFailed(undefined);
        setLoaded(address);
      }}
    />
  );
}

/** What is seen until the picture is there. */
function waitingCss(node: ControlMap, placeholder: string): CSSProperties {
  const fit = fitOf(node.placeholder_fit ?? node.fit) ?? "contain";
  const size = fit === "fill" ? "100% 100%" : fit === "none" ? "auto" : fit;
  return { background: `url(${JSON.stringify(placeholder)}) center / ${size} no-repeat` };
}

function boxCss(node: ControlMap): CSSProperties {
  const css: CSSProperties = {};
  const width = numberOf(node.width);
  const height = numberOf(node.height);
  if (width !== undefined) css.width = Number.isFinite(width) ? `${width}px` : "100%";
  if (height !== undefined) css.height = Number.isFinite(height) ? `${height}px` : "100%";
  const fit = fitOf(node.fit);
  if (fit) css.objectFit = fit;
  const radius = borderRadiusCss(node.border_radius);
  if (radius) css.borderRadius = radius;
  if (node.filter_quality === "none") css.imageRendering = "pixelated";
  return css;
}

/** A tinted picture is a color seen through the picture, a repeated one a background. */
function backgroundCss(node: ControlMap, address: string | undefined): CSSProperties | undefined {
  const color = colorOf(node.color);
  const repeat = choiceOf(node.repeat, repeats, "noRepeat");
  const source = `url(${JSON.stringify(address ?? "")})`;
  const size = fitOf(node.fit) ?? "auto";
  if (color) return { background: color, mask: `${source} center / contain no-repeat` };
  if (repeat === "noRepeat") return undefined;
  const css = repeat === "repeat" ? "repeat" : repeat === "repeatX" ? "repeat-x" : "repeat-y";
  return { background: `${source} center / ${size === "fill" ? "100% 100%" : size} ${css}` };
}
