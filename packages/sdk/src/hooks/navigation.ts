import type {
  CupertinoNavigationBar,
  CupertinoSegmentedButton,
  CupertinoSlidingSegmentedButton,
} from "../generated/cupertino.ts";
import type { NavigationBar, Tab, TabBar, Tabs } from "../generated/material.ts";
import { visibleCount } from "./validate.ts";

export function destinationExists(bar: NavigationBar | CupertinoNavigationBar): string | undefined {
  return indexExists(bar.selectedIndex, visibleCount(bar.destinations));
}

export function segmentExists(
  button: CupertinoSegmentedButton | CupertinoSlidingSegmentedButton,
): string | undefined {
  return indexExists(button.selectedIndex, visibleCount(button.controls));
}

function indexExists(index: number | null, count: number): string | undefined {
  if (count < 2 || index === null || (index >= 0 && index < count)) return undefined;
  return `selectedIndex (${index}) must be between 0 and ${count - 1}`;
}

export function tabExists({ length, selectedIndex }: Tabs): string | undefined {
  if (selectedIndex >= -length && selectedIndex < length) return undefined;
  return `selectedIndex (${selectedIndex}) must be between ${-length} and ${length - 1}`;
}

export function tabShowsSomething({ label, icon }: Tab): string | undefined {
  return label === null && icon === null ? "label or icon must be given" : undefined;
}

export function tabBarIsAligned(bar: TabBar): string | undefined {
  const { indicator, indicatorThickness, scrollable, tabAlignment } = bar;
  if (indicator === null && indicatorThickness <= 0) {
    return `indicatorThickness must be greater than 0 without indicator, got ${indicatorThickness}`;
  }
  const allowed = scrollable ? ["start", "startOffset", "center"] : ["center", "fill"];
  if (tabAlignment === null || allowed.includes(tabAlignment)) return undefined;
  return `tabAlignment must be one of ${allowed.join(", ")} when scrollable is ${scrollable}`;
}
