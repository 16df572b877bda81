import { expect, test } from "@jest/globals";
import { TestControl } from "../testing/open-control.ts";

const path = "/teams/crew/limits";

test("an administrator sets what a team may, its members see it", async () => {
  await using opened = await TestControl.open();
  await opened.catalog.createTeam("crew");
  const admin = await opened.token(null, "admin");
  const viewer = await opened.token("crew", "viewer");
  expect(await (await opened.call("GET", path, { token: viewer })).json()).toEqual({});
  const body = { processes: 20, idleTimeout: "5m" };
  const set = await opened.call("PUT", path, { token: admin, body });
  expect([set.status, await set.json()]).toEqual([200, body]);
  expect(await (await opened.call("GET", path, { token: viewer })).json()).toEqual(body);
  expect(await opened.catalog.team("crew")).toMatchObject({ name: "crew", limits: body });
  const fewer = await opened.call("PUT", path, { token: admin, body: { processesPerApp: 2 } });
  expect(await fewer.json()).toEqual({ processesPerApp: 2 });
});

test.each([{ processes: -1 }, { processesPerApp: 0 }, { idleTimeout: "soon" }, { sessions: 1 }])(
  "limits such as %j are refused and change nothing",
  async (body) => {
    await using opened = await TestControl.open();
    await opened.catalog.createTeam("crew");
    const token = await opened.token(null, "admin");
    const answer = await opened.call("PUT", path, { token, body });
    expect([answer.status, (await answer.json()).code]).toEqual([400, "REQUEST_INVALID"]);
    expect((await opened.catalog.team("crew"))?.limits).toEqual({});
  },
);

test("a team that is not there has no limits to set", async () => {
  await using opened = await TestControl.open();
  const token = await opened.token(null, "admin");
  const answer = await opened.call("PUT", path, { token, body: {} });
  expect([answer.status, (await answer.json()).code]).toEqual([404, "TEAM_UNKNOWN"]);
});
