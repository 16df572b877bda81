import { mapOf, textOf } from "../values/scalars.ts";
import type { ControlMap } from "../view/control-map.ts";
import { type BindService, fromGesture, type ServiceHost } from "./service.ts";
import { uploadFile } from "./upload-file.ts";

type Args = Readonly<Record<string, unknown>>;

/** FilePicker: files of the visitor's device, uploads of them, and downloads. */
export const bind: BindService = (node, host) => {
  let picked: readonly File[] = [];
  const pick = async (args: Args) => {
    picked = await chooseFiles(args, host);
    const files = await Promise.all(
      picked.map(async (file, id) => ({
        id,
        name: file.name,
        path: null,
        size: file.size,
        bytes: args.with_data === true ? new Uint8Array(await file.arrayBuffer()) : null,
      })),
    );
    if (args[fromGesture] === true) host.trigger(current(node, host), "result", { files });
    return files;
  };
  return {
    methods: {
      pick_files: pick,
      save_file: (args) => saveFile(args, host),
      get_directory_path: () => {
        throw new Error("a browser does not tell paths of folders");
      },
      upload: ({ files }) => {
        void uploadAll(Array.isArray(files) ? files : [], picked, (data) =>
          host.trigger(current(node, host), "upload", data),
        );
      },
    },
  };
};

function current(node: ControlMap, host: ServiceHost): ControlMap {
  return host.get(node._i) ?? node;
}

const kinds: Readonly<Record<string, string>> = {
  media: "image/*,video/*",
  image: "image/*",
  video: "video/*",
  audio: "audio/*",
};

/** Shows the browser's dialog; an empty list if the visitor cancels it. */
function chooseFiles(args: Args, { window, inGesture }: ServiceHost): Promise<readonly File[]> {
  const show = () => {
    const { promise, resolve } = Promise.withResolvers<readonly File[]>();
    const input = window.document.createElement("input");
    input.type = "file";
    input.multiple = args.allow_multiple === true;
    const extensions = args.allowed_extensions;
    input.accept = Array.isArray(extensions)
      ? extensions.map((extension) => `.${String(extension).replace(/^\./, "")}`).join(",")
      : (kinds[textOf(args.file_type)?.toLowerCase() ?? ""] ?? "");
    input.addEventListener("change", () => resolve([...(input.files ?? [])]));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
    return promise;
  };
  // Browsers open the dialog only in a gesture; the call may come long after the click.
  return window.navigator.userActivation?.isActive === false
    ? inGesture(textOf(args.dialog_title) ?? "Choose files", show)
    : show();
}

function saveFile(args: Args, { window }: ServiceHost): null {
  const name = textOf(args.file_name);
  const bytes = args.src_bytes;
  if (name === undefined || !(bytes instanceof Uint8Array)) {
    throw new Error("save_file in a browser needs file_name and src_bytes");
  }
  const address = window.URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  const link = window.document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => window.URL.revokeObjectURL(address), 60_000);
  return null;
}

async function uploadAll(
  requests: readonly unknown[],
  picked: readonly File[],
  tell: (data: Readonly<Record<string, unknown>>) => void,
): Promise<void> {
  for (const request of requests) {
    const { id, name, upload_url, method } = mapOf(request) ?? {};
    const file = picked[id as number] ?? picked.find((candidate) => candidate.name === name);
    const url = textOf(upload_url);
    if (!file || url === undefined) {
      const file_name = textOf(name) ?? "";
      tell({ file_name, progress: null, error: "file was not picked" });
      continue;
    }
    await uploadFile(file, url, textOf(method) ?? "PUT", (progress, error) =>
      tell({ file_name: file.name, progress, error }),
    );
  }
}
