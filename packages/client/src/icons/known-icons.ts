/** Icons that controls draw by themselves. */
export const knownIcons = {
  arrowBack: 65957,
  arrowDropDown: 65989,
  arrowUpward: 66025,
  cancel: 66729,
  check: 66861,
  clear: 66937,
  close: 66945,
  edit: 67881,
  expandMore: 68136,
  menu: 70185,
  moreVert: 70373,
  visibility: 73986,
  visibilityOff: 73987,
} as const;
