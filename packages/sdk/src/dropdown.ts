export { Dropdown, DropdownOption, DropdownOption as Option } from "./generated/material.ts";
