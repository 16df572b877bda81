import process from "node:process";
import { buildProgram } from "../../../packages/cli/src/program.ts";
import { code, page, table } from "./markdown.ts";

type Command = ReturnType<typeof buildProgram>;
type Option = Command["options"][number];

/** The page of the command line. */
export function cliPage(): string {
  const commands = cliCommands();
  return page("Command line", [
    `\`npx flotilla COMMAND\`; \`flotilla COMMAND --help\` tells the same. Exit codes: 0 done, 1 failed (the reason is on standard error),
2 wrong usage, 130 and 143 ended by a signal. \`FLOTILLA_URL\` and \`FLOTILLA_TOKEN\` stand for \`--url\` and \`--token\`; what \`serve\` and \`dev\` read besides is in
[Environment variables](environment.md).`,
    table(
      ["command", "what it does"],
      commands.map(({ path, command }) => [
        `[${code(path)}](#${anchor(command, path)})`,
        command.description(),
      ]),
    ),
    ...commands.map(({ path, command }) => section(path, command)),
  ]);
}

/** Every command that does something, with its words. */
export function cliCommands(): readonly { path: string; command: Command }[] {
  const terminal = { out: () => {}, err: () => {}, isInteractive: false };
  const context = { terminal, env: {}, cwd: "/", version: "0" };
  return leaves(buildProgram(context, process, ""), "flotilla");
}

function leaves(parent: Command, words: string): { path: string; command: Command }[] {
  return parent.commands.flatMap((command) => {
    const path = `${words} ${command.name()}`;
    return command.commands.length === 0 ? [{ path, command }] : leaves(command, path);
  });
}

function section(path: string, command: Command): string {
  const rows = [
    ...command.registeredArguments.map((argument) => [
      code(argument.required ? `<${argument.name()}>` : `[${argument.name()}]`),
      argument.description,
      code(`${argument.defaultValue ?? ""}`),
    ]),
    ...command.options.map((option) => [code(option.flags), optionText(option), defaultOf(option)]),
  ];
  return [
    `## ${title(command, path)}`,
    command.description(),
    table(["argument or option", "meaning", "default"], rows),
  ].join("\n\n");
}

function title(command: Command, path: string): string {
  const words = command.registeredArguments.map((argument) =>
    argument.required ? argument.name() : `[${argument.name()}]`,
  );
  return code([path, ...words].join(" "));
}

/** The address that a heading gets from renderers of Markdown. */
function anchor(command: Command, path: string): string {
  return title(command, path)
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");
}

/** Defaults that are found out at run time are told in the description. */
const toldDefault = / \(default: (.*)\)$/;

function optionText({ description, argChoices, mandatory }: Option): string {
  const choices = argChoices === undefined ? "" : `: ${argChoices.join(", ")}`;
  return `${description.replace(toldDefault, "")}${choices}${mandatory ? " (must be given)" : ""}`;
}

function defaultOf({ negate, defaultValue, description }: Option): string {
  if (!negate && defaultValue !== undefined) return code(`${defaultValue}`);
  return toldDefault.exec(description)?.[1] ?? "";
}
