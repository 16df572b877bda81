import type { ComponentChild } from "preact";
import { useMemo } from "preact/hooks";
import { clipCss } from "../../values/clip.ts";
import { children } from "../../view/children.tsx";
import { useClient } from "../../view/client-context.ts";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { roving } from "../roving.ts";
import { MenuPlaceProvider, MenuStack } from "./menu-stack.ts";
import { menuStyleCss } from "./menu-style.ts";

/** A row of menus. */
export function MenuBar({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const stack = useMemo(() => new MenuStack((menu) => client.trigger(menu, "close")), []);
  return (
    <MenuPlaceProvider.Provider value={{ stack, depth: 0, inBar: true }}>
      <div
        {...frame}
        role="menubar"
        tabIndex={-1}
        class="fl-menu-bar"
        style={{ ...menuStyleCss(node.style), ...clipCss(node.clip_behavior), ...frame.style }}
        onKeyDown={roving("horizontal", ctx.rtl)}
      >
        {children(node.controls, inPlain(ctx))}
      </div>
    </MenuPlaceProvider.Provider>
  );
}
