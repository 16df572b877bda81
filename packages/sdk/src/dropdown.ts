export type { DropdownOptionProps as OptionProps } from "./generated/material.ts";
export { Dropdown, DropdownOption, DropdownOption as Option } from "./generated/material.ts";
