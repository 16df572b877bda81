import type { Otherwise } from "./used-twin.ts";

const covered = "its button lies under what is open";
const measured = "it shows where and how fast the mouse was";
const device = "it shows what this browser answers";

/** What a person at a browser can't do as recorded, and where a browser is another device. */
export const twinsOtherwise: Readonly<Record<string, Otherwise>> = {
  canvas: { timezoneId: "Europe/Berlin" },
  devices: {
    unlike: { 0: device, 1: device, 3: device, 7: device, 8: device },
    undone: {
      4: "a headless browser has nobody to share with",
      6: "a headless browser can't leave a file dialog",
      12: "it leaves the page for another origin",
      13: "the battery of this machine does not change",
      14: "the network of this machine does not change",
      15: "the browser gives what lies on the clipboard",
    },
  },
  gestures: {
    unlike: {
      3: measured,
      4: measured,
      12: measured,
      14: measured,
      15: measured,
      25: measured,
    },
    undone: {
      5: "the list has no handles to drag by",
      6: "the list has no handles to drag by",
      16: "a mouse can't pinch",
      24: "nothing is animated",
    },
  },
  pageevents: {
    unlike: { 4: "the size is told after it", 9: "the new page is measured again", 10: measured },
    undone: {
      7: "a headless page is never hidden",
      8: "no app makes a browser say so",
      13: "its size does not change",
    },
  },
  chrome: { unlike: { 9: "the drawer was left first" } },
  failing: { unlike: { 2: "a page loaded anew shows what the failed handler left" } },
  inputs: {
    unlike: {
      34: "the wheel has lost the face that it stood at",
      35: "the field takes the focus and says so",
    },
  },
  modals: {
    undone: { 7: covered, 15: covered, 19: covered, 41: covered, 60: covered },
    unlike: {
      40: "a picker that was answered is not dismissed",
      46: "what was covered says so late",
      49: "wheels answer with a duration",
    },
  },
  reconnect: { undone: { 4: covered } },
  services: { unlike: { 0: device, 1: device, 3: device } },
  viewstack: { end: [1, "the steps press buttons of views that are covered"] },
};
