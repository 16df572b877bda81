import { type AppView, type LaunchOrder, launchFds } from "./launch-order.ts";

/** The files of an app process inside the jail. */
export const jailView: AppView = {
  node: "/node",
  runtime: "/runtime",
  release: "/app",
  scratch: "/scratch",
};

/** The user and group id that apps see; what they map to differs. */
const jailedUid = 1000;

/** Room of the jail's `/tmp`. */
const temporaryBytes = 8 * 2 ** 20;

/** The two accounts that programs in the jail can look up. */
export const accountsText = `root:x:0:0:root:/:/nologin\napp:x:${jailedUid}:${jailedUid}:app:/scratch:/nologin\n`;

/** bubblewrap's arguments up to the program: nothing of the host but what the program needs, no network, no capability. */
export function bubblewrapArguments(
  order: LaunchOrder,
  files: AppView,
  inside: readonly "prlimit"[],
): string[] {
  const { machine } = order;
  const libraries = new Set([
    ...machine.libraries.node,
    ...inside.flatMap((name) => machine.libraries[name]),
  ]);
  const programs = inside.flatMap((name) => machine.tools[name] ?? []);
  const mount = (path: string): string[] => ["--ro-bind", path, path];
  return [
    "--unshare-all",
    "--unshare-user",
    ...(order.disableUserns ? ["--disable-userns"] : []),
    ...["--uid", String(jailedUid), "--gid", String(jailedUid)],
    "--die-with-parent",
    "--new-session",
    "--clearenv",
    ...Object.entries({ HOME: "/scratch", TMPDIR: "/scratch", LANG: "C.UTF-8" }).flatMap(
      ([name, value]) => ["--setenv", name, value],
    ),
    ...[...libraries, ...programs].flatMap(mount),
    ...["--ro-bind", files.node, jailView.node],
    ...["--ro-bind", files.runtime, jailView.runtime],
    ...["--ro-bind", files.release, jailView.release],
    ...["--ro-bind-data", String(launchFds.accounts), "/etc/passwd"],
    ...["--proc", "/proc"],
    ...["--dev", "/dev", "--remount-ro", "/dev"],
    ...[
      "--perms",
      "0700",
      "--size",
      String(order.limits.scratchBytes),
      "--tmpfs",
      jailView.scratch,
    ],
    ...["--perms", "0700", "--size", String(temporaryBytes), "--tmpfs", "/tmp"],
    ...["--hostname", "app"],
    ...["--cap-drop", "ALL"],
    ...["--chdir", jailView.scratch],
    ...["--remount-ro", "/"],
    ...["--seccomp", String(launchFds.filter)],
  ];
}
