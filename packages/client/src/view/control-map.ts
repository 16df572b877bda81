export { type ControlMap, isControl } from "@flotilla/tree";
