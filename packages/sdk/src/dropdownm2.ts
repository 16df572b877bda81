export { DropdownM2, DropdownM2Option as Option } from "./generated/material.ts";
