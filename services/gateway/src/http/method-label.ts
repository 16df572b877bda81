import type { Route } from "../metrics.ts";

const methods: Partial<Record<Route, readonly string[]>> = {
  "/api/v1": ["GET", "POST", "PUT", "DELETE"],
  upload: ["PUT"],
};

/** Methods that a route has; together with the histogram's bounds all others would be a lot of series. */
export function methodLabel(route: Route, method: string): string {
  const asked = method === "HEAD" ? "GET" : method;
  return (methods[route] ?? ["GET"]).includes(asked) ? asked : "other";
}
