import type { DataTable } from "../generated/material.ts";
import { isVisible, visibleCount } from "./validate.ts";

export function cellsMatchColumns({
  columns,
  rows,
  sortColumnIndex,
}: DataTable): string | undefined {
  const count = visibleCount(columns);
  if (count === 0) return "columns must hold at least one visible DataColumn";
  const isUneven = rows.some((row) => isVisible(row) && visibleCount(row.cells) !== count);
  if (isUneven)
    return `each visible row must have as many visible cells as there are visible columns (${count})`;
  if (sortColumnIndex === null || (sortColumnIndex >= 0 && sortColumnIndex < count))
    return undefined;
  return `sortColumnIndex (${sortColumnIndex}) must be between 0 and ${count - 1}`;
}
