import { adding } from "./apps/adding.ts";
import { declarative } from "./apps/declarative.tsx";
import { events } from "./apps/events.ts";
import { life } from "./apps/life.ts";
import { lists } from "./apps/lists.ts";
import { navigation } from "./apps/navigation.ts";
import { objects } from "./apps/objects.ts";
import { services } from "./apps/services.ts";
import type { Scenario } from "./scenario.ts";

/** Every recorded scenario as an app. */
export const scenarios: readonly Scenario[] = [
  ...adding,
  ...lists,
  ...objects,
  ...events,
  ...navigation,
  ...services,
  ...life,
  ...declarative,
];
