/** In the origin's storage: until when (in milliseconds) polling is what a visit begins with. */
export const pollingKey = "flotilla.polling";
