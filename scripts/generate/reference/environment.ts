import { join, sep } from "node:path";
import { type ConfigVariable, describeConfig } from "../../../packages/service-kit/src/config.ts";
import { controlConfig } from "../../../services/control/src/config.ts";
import { gatewayConfig } from "../../../services/gateway/src/config.ts";
import { hostConfig, hostVariables } from "../../../services/host/src/config.ts";
import { workerConfig } from "../../../services/worker/src/config.ts";
import { code, page, table } from "./markdown.ts";

const services = [gatewayConfig, workerConfig, controlConfig];
const root = join(import.meta.dirname, "../../..") + sep;

/** The page of environment variables. */
export function environmentPage(): string {
  const byName = new Map<string, { variable: ConfigVariable; readers: string[] }>();
  const add = (reader: string, variable: ConfigVariable): void => {
    const known = byName.get(variable.name);
    if (known === undefined) byName.set(variable.name, { variable, readers: [reader] });
    else known.readers.push(reader);
  };
  for (const service of [hostConfig, ...services]) {
    for (const variable of describeConfig(service)) add(service.service, variable);
  }
  const ofHost = new Map(hostVariables().map((variable) => [variable.name, variable]));
  const all = [...byName.values()];
  const shared = all.filter(({ readers }) => readers.length > 1 || readers[0] === "host");
  return page("Environment variables", [
    `\`flotilla serve\` (the host) reads all of them, a service that runs alone reads its own. An empty variable is
one that is not set. Every wrong value is named at once and ends the start; an unknown \`FLOTILLA_…\` is a warning. Durations are
\`500ms\`, \`30s\`, \`60m\`, \`12h\`, \`7d\` or milliseconds; folders are relative to the working directory. \`FLOTILLA_URL\` and
\`FLOTILLA_TOKEN\` belong to the [command line](cli.md).`,
    "## Several services, or the host",
    table(
      ["variable", "read by", ...columns],
      shared.map(({ variable, readers }) => [
        code(variable.name),
        readers.join(", "),
        ...cells(variable, ofHost.get(variable.name)),
      ]),
    ),
    ...services.flatMap(({ service }) => [
      `## ${service[0]?.toUpperCase()}${service.slice(1)}`,
      table(
        ["variable", ...columns],
        all
          .filter((each) => each.readers[0] === service && !shared.includes(each))
          .map(({ variable }) => [
            code(variable.name),
            ...cells(variable, ofHost.get(variable.name)),
          ]),
      ),
    ]),
  ]);
}

const columns = ["type", "default", "default in the host", "meaning"];

function cells(variable: ConfigVariable, inHost: ConfigVariable | undefined): string[] {
  return [variable.type, defaultText(variable), hostText(variable, inHost), variable.description];
}

function defaultText(variable: ConfigVariable): string {
  if (variable.isNeeded) return "must be set";
  return code(variable.default?.replace(root, "") ?? "");
}

/** Only what differs: the host makes up what services would have to be told of each other. */
function hostText(variable: ConfigVariable, inHost: ConfigVariable | undefined): string {
  if (inHost === undefined) return "made by the host";
  return inHost.default === variable.default ? "" : code(inHost.default ?? "");
}
