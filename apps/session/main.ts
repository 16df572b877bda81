import * as ft from "@flotilla/sdk";

/** Who is here: the session's id, the client's address and its user agent, refreshed when it comes back. */
function main(page: ft.Page) {
  page.title = "Session";
  const clientIp = ft.Text({ key: "client-ip", selectable: true });
  const userAgent = ft.Text({ key: "user-agent", selectable: true });
  const visits = ft.Text({ key: "visits" });
  let connections = 1;

  const show = () => {
    clientIp.value = `Client IP: ${page.clientIp ?? "unknown"}`;
    userAgent.value = `User agent: ${page.clientUserAgent ?? "unknown"}`;
    visits.value = `Connections: ${connections}`;
  };

  page.onConnect = () => {
    connections += 1;
    show();
  };
  show();
  page.add(
    ft.Text(`Session: ${page.sessionId}`, { key: "session-id", selectable: true }),
    clientIp,
    userAgent,
    visits,
  );
}

ft.run(main);
