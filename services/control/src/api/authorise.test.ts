import type { TokenRole } from "@flotilla/objects";
import { expect, test } from "@jest/globals";
import { TestControl } from "../testing/open-control.ts";
import type { Route } from "./route.ts";

const roles: readonly TokenRole[] = ["viewer", "deployer", "owner", "admin"];

test("every route refuses strangers before it looks at anything", async () => {
  await using opened = await TestControl.open();
  await opened.catalog.createTeam("crew");

  for (const route of opened.control.routes) {
    for (const token of [undefined, "flo_notAToken00000000000000000", "x"]) {
      const answer = await knock(opened, route, "crew", token);
      expect([route.path, answer.status]).toEqual([route.path, 401]);
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      expect(await answer.json()).toMatchObject({ code: "UNAUTHENTICATED", status: 401 });
    }
  }
});

test("every route refuses roles below its own, although the body is nonsense", async () => {
  await using opened = await TestControl.open();
  await opened.catalog.createTeam("crew");

  for (const route of opened.control.routes) {
    for (const role of roles) {
      const token = await opened.token(role === "admin" ? null : "crew", role);
      const answer = await knock(opened, route, "crew", token);
      const isAllowed = roles.indexOf(role) >= roles.indexOf(route.role);
      const body = await answer.text();
      expect([route.method, route.path, role, answer.status === 403]).toEqual([
        route.method,
        route.path,
        role,
        !isAllowed,
      ]);
      if (!isAllowed) expect(JSON.parse(body)).toMatchObject({ code: "FORBIDDEN" });
      expect([route.path, role, answer.status < 500]).toEqual([route.path, role, true]);
    }
  }
});

test("every route of a team answers other teams alike, whether the team exists or not", async () => {
  await using opened = await TestControl.open();
  await opened.catalog.createTeam("crew");
  await opened.catalog.createTeam("rivals");
  const token = await opened.token("rivals", "owner");

  for (const route of opened.control.routes.filter(({ path }) => path.includes("{team}"))) {
    const there = await knock(opened, route, "crew", token);
    const nowhere = await knock(opened, route, "ghosts", token);
    const strange = await knock(opened, route, "Cr%20ew", token);
    const texts = await Promise.all([there.text(), nowhere.text(), strange.text()]);

    expect([route.path, there.status, nowhere.status, strange.status]).toEqual([
      route.path,
      403,
      403,
      403,
    ]);
    expect(new Set(texts).size).toBe(1);
  }
});

test("a member sees the own team only", async () => {
  await using opened = await TestControl.open();
  await opened.catalog.createTeam("crew");
  await opened.catalog.createTeam("rivals");
  const names = async (token: string) => {
    const answer = await opened.call("GET", "/teams", { token });
    const { teams } = JSON.parse(await answer.text()) as { teams: { name: string }[] };
    return teams.map((team) => team.name);
  };

  expect(await names(await opened.token("rivals", "viewer"))).toEqual(["rivals"]);
  expect(await names(await opened.token(null, "admin"))).toEqual(["crew", "rivals"]);
});

test("a revoked token is a stranger's", async () => {
  await using opened = await TestControl.open();
  await opened.catalog.createTeam("crew");
  const owner = await opened.token("crew", "owner");
  const made = await opened.call("POST", "/teams/crew/tokens", {
    token: owner,
    body: { role: "viewer" },
  });
  const { id, token, role } = JSON.parse(await made.text()) as {
    id: string;
    token: string;
    role: string;
  };

  expect(role).toBe("viewer");
  expect((await opened.call("GET", "/teams/crew/apps", { token })).status).toBe(200);
  expect((await opened.call("DELETE", `/teams/crew/tokens/${id}`, { token: owner })).status).toBe(
    204,
  );
  expect((await opened.call("GET", "/teams/crew/apps", { token })).status).toBe(401);
});

test("nobody makes a token that is more than an owner's", async () => {
  await using opened = await TestControl.open();
  await opened.catalog.createTeam("crew");
  const token = await opened.token("crew", "owner");

  const answer = await opened.call("POST", "/teams/crew/tokens", {
    token,
    body: { role: "admin" },
  });

  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: "REQUEST_INVALID" });
});

test("a token that calls too often is told when to come back", async () => {
  await using opened = await TestControl.open({ callsPerMinute: 3 });
  const token = await opened.token(null, "admin");
  const other = await opened.token(null, "admin");

  for (let call = 0; call < 3; call += 1) {
    expect((await opened.call("GET", "/whoami", { token })).status).toBe(200);
  }
  const refused = await opened.call("GET", "/whoami", { token });

  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await opened.call("GET", "/whoami", { token: other })).status).toBe(200);
});

test("the description of the API needs no token and names every route", async () => {
  await using opened = await TestControl.open();

  const answer = await opened.call("GET", "/openapi.json");
  const document = JSON.parse(await answer.text()) as {
    openapi: string;
    paths: Record<string, object>;
  };

  expect(answer.status).toBe(200);
  expect(document.openapi).toBe("3.1.0");
  for (const route of opened.control.routes) {
    expect(Object.keys(document.paths[route.path] ?? {})).toContain(route.method);
  }
});

test("unknown addresses and methods are problems, too", async () => {
  await using opened = await TestControl.open();

  const nowhere = await opened.call("GET", "/nowhere");
  const wrong = await opened.call("DELETE", "/teams");

  expect([nowhere.status, (await nowhere.json()).code]).toEqual([404, "NOT_FOUND"]);
  expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET, POST"]);
});

async function knock(opened: TestControl, route: Route, team: string, token: string | undefined) {
  const path = route.path
    .replace("{team}", team)
    .replace("{app}", "shop")
    .replace(/\{\w+\}/g, "0123456789abcdef");
  const hasBody = route.method === "post" || route.method === "put";
  return await opened.call(route.method.toUpperCase(), path, {
    ...(token !== undefined && { token }),
    ...(hasBody && { body: "{ nonsense" }),
  });
}
