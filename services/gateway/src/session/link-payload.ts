import { extensionOf, type LinkAttach, type Registration } from "@flotilla/protocol";
import type { SessionRecord } from "@flotilla/store";
import type { UploadKeys } from "../upload/upload-keys.ts";
import type { Connection } from "./connection.ts";

/** What makes the secrets of payloads. */
export interface PayloadSeals {
  readonly uploads: UploadKeys;
  /** Seals the record, which its app process keeps. */
  readonly seal: (record: SessionRecord) => Uint8Array;
}

/** What an app process is told of a session and its client. */
export function linkPayload(
  connection: Connection,
  request: Registration,
  record: SessionRecord,
  { uploads, seal }: PayloadSeals,
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
    record: seal(record),
    ...uploads.grant(team, app, record.id),
    ...(extension !== undefined && { extension }),
  };
}
