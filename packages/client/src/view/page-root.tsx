import type { ComponentChild } from "preact";
import { useMemo } from "preact/hooks";
import { BreakpointPicker, Breakpoints } from "../layout/breakpoints.ts";
import { numberOf } from "../values/scalars.ts";
import { controlOf, controlsOf } from "./children.tsx";
import { useClient } from "./client-context.ts";
import { Control } from "./control.tsx";
import { type LayoutContext, rootContext } from "./layout-context.ts";
import { useControl } from "./use-control.ts";
import { useViewChange } from "./use-view-change.ts";

const pageId = 1;

/** The page: its stack of views, floating controls above them, dialogs above all. */
export function PageRoot(): ComponentChild {
  const page = useControl(pageId);
  const client = useClient();
  const width = numberOf(page?.width) ?? 0;
  const breakpoints = useMemo(() => new BreakpointPicker(width), [width]);
  const views = controlsOf(page?.views).filter((view) => !client.isPopped(view));
  const top = views.at(-1);
  useViewChange(client.viewChanges, top?._i);
  if (!page) return null;
  const ctx: LayoutContext = {
    ...rootContext,
    rtl: page.rtl === true,
    adaptive: page.adaptive === true,
  };
  const overlay = controlOf(page._overlay);
  const dialogs = controlOf(page._dialogs);
  return (
    <Breakpoints.Provider value={breakpoints}>
      <div class="fl-page" dir={ctx.rtl ? "rtl" : "ltr"}>
        {views.map((view) => (
          <div key={view._i} class="fl-cell fl-layer" hidden={view !== top}>
            <Control id={view._i} ctx={ctx} />
          </div>
        ))}
        {overlay && <Control key={overlay._i} id={overlay._i} ctx={ctx} />}
        {dialogs && <Control key={dialogs._i} id={dialogs._i} ctx={ctx} />}
      </div>
    </Breakpoints.Provider>
  );
}
