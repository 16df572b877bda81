import type { ComponentChild } from "preact";
import { numberOf } from "../../values/scalars.ts";
import { controlsOf } from "../../view/children.tsx";
import { useClient } from "../../view/client-context.ts";
import { Control } from "../../view/control.tsx";
import type { ControlMap } from "../../view/control-map.ts";
import { inPlain, type LayoutContext } from "../../view/layout-context.ts";

interface Props {
  readonly node: ControlMap;
  readonly ctx: LayoutContext;
  readonly class: string;
}

/** The controls of a segmented button as radio buttons: arrow keys choose. */
export function Segments({ node, ctx, class: className }: Props): ComponentChild {
  const client = useClient();
  const selected = numberOf(node.selected_index) ?? 0;
  const choose = (index: number) => {
    if (index === selected) return;
    client.update(node, { selected_index: index });
    client.trigger(node, "change", index);
  };
  return (
    <div class={className} role="radiogroup">
      {controlsOf(node.controls).map((control, index) => (
        <label key={control._i} class={index === selected ? "fl-on" : ""}>
          <input
            type="radio"
            name={`fl-segments-${node._i}`}
            checked={index === selected}
            disabled={ctx.disabled}
            onChange={() => choose(index)}
          />
          <Control id={control._i} ctx={inPlain(ctx, { width: "loose" })} />
        </label>
      ))}
    </div>
  );
}
