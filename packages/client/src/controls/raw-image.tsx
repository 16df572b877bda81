import type { ComponentChild } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { numberOf } from "../values/scalars.ts";
import { useClient } from "../view/client-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { fitOf } from "./image-fit.ts";
import { drawFrame } from "./raw-frame.ts";

const applied = Uint8Array.of(0xff);

/** A picture whose frames the app sends over a channel; each is answered when it is drawn. */
export function RawImage({ node, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = useRef(1);
  scale.current = numberOf(node.scale) || 1;
  useEffect(() => {
    let before = Promise.resolve();
    const draw = async (bytes: Uint8Array) => {
      if (canvas.current) await drawFrame(canvas.current, bytes, scale.current);
      channel.send(applied);
    };
    const channel = client.openChannel(node, "frames", (bytes) => {
      const copy = bytes.slice();
      before = before.then(() => draw(copy)).catch(() => channel.send(applied)); // no picture in it
    });
    return () => channel.close();
  }, [node._i]);
  const { width, height } = frame.style;
  return (
    <div {...frame} style={{ display: "grid", ...frame.style }}>
      <canvas
        ref={canvas}
        width={0}
        height={0}
        style={{
          ...(width === undefined ? {} : { width: "100%" }),
          ...(height === undefined ? {} : { height: "100%" }),
          minWidth: 0,
          minHeight: 0,
          maxWidth: "100%",
          maxHeight: "100%",
          objectFit: fitOf(node.fit) ?? "scale-down",
          imageRendering: node.filter_quality === "none" ? "pixelated" : "auto",
        }}
      />
    </div>
  );
}
