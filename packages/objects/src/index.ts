export { Catalog } from "./catalog/catalog.ts";
export type {
  App,
  Release,
  ReleaseAsset,
  ReleaseFile,
  Team,
  TeamLimits,
  Token,
  TokenRole,
  Upload,
} from "./catalog/records.ts";
export { teamLimits, tokenRoles } from "./catalog/records.ts";
export { releaseId } from "./catalog/release-id.ts";
export type { SnapshotFiles, SnapshotOwner } from "./catalog/snapshots.ts";
export { Tokens } from "./catalog/tokens.ts";
export { DiskObjects } from "./disk/disk-objects.ts";
export type {
  ObjectBody,
  ObjectEntry,
  ObjectStore,
  ObjectStream,
  StoredObject,
  WriteCondition,
} from "./object-store.ts";
