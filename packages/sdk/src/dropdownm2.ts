export type { DropdownM2OptionProps as OptionProps } from "./generated/material.ts";
export { DropdownM2, DropdownM2Option as Option } from "./generated/material.ts";
