import { extensionOf, type LinkAttach, type Registration } from "@flotilla/protocol";
import type { SessionRecord } from "@flotilla/store";
import type { UploadKeys } from "../upload/upload-keys.ts";
import type { Connection } from "./connection.ts";

/** What an app process is told of a session and its client. */
export function linkPayload(
  connection: Connection,
  request: Registration,
  record: SessionRecord,
  uploads: UploadKeys,
): LinkAttach {
  const { team, app, facts, pageUrl } = connection.info;
  const extension = extensionOf(request.extension);
  return {
    sessionId: record.id,
    epoch: record.epoch,
    claimId: record.claimId,
    page: request.page,
    client: { ip: facts.ip, userAgent: facts.userAgent },
    pageUrl,
    pageName: `${team}/${app}`,
    ...uploads.grant(team, app, record.id),
    ...(extension !== undefined && { extension }),
  };
}
