/** Icons that pickers draw by themselves. */
export const pickerIcons = {
  calendar: 66637,
  chevronLeft: 66893,
  chevronRight: 66897,
  clock: 65552,
  close: 66945,
  edit: 67911,
  keyboard: 69577,
} as const;
