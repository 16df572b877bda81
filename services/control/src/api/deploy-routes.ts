import type { Catalog, Upload } from "@flotilla/objects";
import { FlotillaError } from "@flotilla/protocol";
import { sendProblem } from "@flotilla/service-kit";
import { checkFiles, type FileLimits } from "../build/file-rules.ts";
import type { Deployer } from "../deploy/deployer.ts";
import type { ControlMetrics } from "../metrics.ts";
import { apiProblem, JsonLines, sendJson } from "./answers.ts";
import type { Call } from "./call.ts";
import { bodyOf } from "./json-body.ts";
import type { RateWindow } from "./rate-window.ts";
import { type Route, withBody } from "./route.ts";
import {
  deployedSchema,
  deployRequestSchema,
  uploadRequestSchema,
  uploadSchema,
} from "./schemas.ts";

/** What the routes of a deploy work on. */
export interface DeployRoutesOptions {
  readonly catalog: Catalog;
  readonly deployer: Deployer;
  readonly metrics: ControlMetrics;
  readonly fileLimits: FileLimits;
  readonly deploysPerHour: RateWindow;
}

const uploadLifeMs = 24 * 3_600_000;
/** Proxies cut a way on which nothing comes. */
const beatMs = 15_000;

/** A deploy in three calls: announce the files, send the missing blobs, make the release. */
export function deployRoutes(options: DeployRoutesOptions): readonly Route[] {
  const { catalog, deployer, metrics, fileLimits, deploysPerHour } = options;
  const found = async (call: Call, id: string): Promise<Upload> => {
    const upload = await catalog.upload(call.team, call.app, id);
    if (upload === undefined) throw new FlotillaError("UPLOAD_UNKNOWN", "no upload of this id");
    return upload;
  };
  return [
    withBody({
      method: "post",
      path: "/teams/{team}/apps/{app}/uploads",
      role: "deployer",
      summary: "Announce the files of a deploy",
      body: uploadRequestSchema,
      answers: { 201: { description: "What is missing", schema: uploadSchema } },
      handle: async ({ team, app, response }, { files }) => {
        try {
          checkFiles(files, fileLimits);
        } catch (error) {
          metrics.uploadRefused("archive");
          throw error;
        }
        await catalog.forgetUploads(team, app, uploadLifeMs);
        const upload = await catalog.createUpload(team, app, files);
        sendJson(response, 201, { id: upload.id, missing: await missingBlobs(catalog, upload) });
      },
    }),
    {
      method: "put",
      path: "/teams/{team}/apps/{app}/uploads/{id}/blobs/{sha256}",
      role: "deployer",
      summary: "Send a file of an upload",
      rawBody: "application/octet-stream",
      answers: { 204: { description: "It is stored" } },
      handle: async (call) => {
        const upload = await found(call, call.params.id ?? "");
        const file = upload.files.find((each) => each.sha256 === call.params.sha256);
        if (file === undefined) {
          throw new FlotillaError("NOT_FOUND", "the upload has not announced this blob");
        }
        try {
          await catalog.blobs.put(call.team, file, bodyOf(call.request));
        } catch (error) {
          if (error instanceof FlotillaError) metrics.uploadRefused(faultOf(error));
          throw error;
        }
        call.response.writeHead(204).end();
      },
    },
    withBody({
      method: "post",
      path: "/teams/{team}/apps/{app}/releases",
      role: "deployer",
      summary: "Build an upload, try it and make it live",
      body: deployRequestSchema,
      answers: {
        200: {
          description:
            "The release; with Accept: application/x-ndjson the steps before it, one object a line",
          schema: deployedSchema,
        },
      },
      handle: async (call, { upload: id }) => {
        const upload = await found(call, id);
        const missing = await missingBlobs(catalog, upload);
        if (missing.length > 0) {
          throw new FlotillaError("UPLOAD_INCOMPLETE", `${missing.length} files were not sent`);
        }
        const waitMs = deploysPerHour.take(call.team);
        if (waitMs !== undefined) {
          metrics.uploadRefused("quota");
          sendProblem(call.response, tooManyDeploys(call.team, waitMs));
          return;
        }
        try {
          await deployUpload(call, upload, deployer);
        } finally {
          await catalog.removeUpload(upload);
        }
      },
    }),
  ];
}

async function deployUpload(call: Call, upload: Upload, deployer: Deployer): Promise<void> {
  const { team, app, files } = upload;
  const isStreamed = (call.request.headers.accept ?? "").includes("application/x-ndjson");
  const lines = isStreamed ? new JsonLines(call.response) : undefined;
  const warnings: string[] = [];
  const beat = setInterval(() => lines?.write({ event: "waiting" }), beatMs);
  try {
    const result = await deployer.deploy({
      team,
      app,
      files,
      tell: (event) => {
        if (event.event === "warning") warnings.push(event.text);
        lines?.write(event);
      },
    });
    const answer = { event: "deployed", ...result, path: `/${team}/${app}/`, warnings };
    if (lines === undefined) sendJson(call.response, 200, answer);
    else lines.write(answer);
  } catch (error) {
    if (lines === undefined) throw error;
    const { extra, ...problem } = apiProblem(error);
    lines.write({ event: "failed", ...problem, ...extra });
  } finally {
    clearInterval(beat);
    lines?.end();
  }
}

async function missingBlobs(catalog: Catalog, upload: Upload): Promise<readonly string[]> {
  const hashes = [...new Set(upload.files.map((file) => file.sha256))];
  const present = await Promise.all(hashes.map((hash) => catalog.blobs.has(upload.team, hash)));
  return hashes.filter((_, index) => present[index] === false);
}

function tooManyDeploys(team: string, waitMs: number) {
  return {
    status: 429,
    code: "RATE_LIMITED",
    title: `team "${team}" has deployed too often in the last hour`,
    retryAfterS: waitMs / 1_000,
  };
}

function faultOf({ code }: FlotillaError): "size" | "signature" {
  return code === "PAYLOAD_TOO_LARGE" ? "size" : "signature";
}
