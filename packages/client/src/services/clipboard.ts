import { textOf } from "../values/scalars.ts";
import { type BindService, fromGesture } from "./service.ts";

/** Clipboard: text and images of the system's clipboard. Files are out of a page's reach. */
export const bind: BindService = (_node, { window, inGesture }) => {
  const clipboard = () => {
    if (!window.navigator.clipboard) throw new Error("the clipboard needs a secure page (https)");
    return window.navigator.clipboard;
  };
  const permitted = <T>(gesture: unknown, label: string, action: () => Promise<T>): Promise<T> =>
    action().catch((error: unknown) => {
      if (gesture || !(error instanceof DOMException) || error.name !== "NotAllowedError")
        throw error;
      return inGesture(label, action);
    });
  return {
    methods: {
      set: async ({ data, [fromGesture]: gesture }) => {
        const text = textOf(data) ?? "";
        await permitted(gesture, "Copy to clipboard", () => clipboard().writeText(text));
      },
      get: ({ [fromGesture]: gesture }) =>
        permitted(gesture, "Paste from clipboard", () => clipboard().readText()).then(
          (text) => text || null,
        ),
      set_image: async ({ data }) => {
        const image = new Blob([data as Uint8Array<ArrayBuffer>], { type: "image/png" });
        const item = new ClipboardItem({ "image/png": image });
        await permitted(false, "Copy to clipboard", () => clipboard().write([item]));
      },
      get_image: async () => {
        const items = await permitted(false, "Paste from clipboard", () => clipboard().read());
        const item = items.find(({ types }) => types.includes("image/png"));
        if (!item) return null;
        return new Uint8Array(await (await item.getType("image/png")).arrayBuffer());
      },
      set_files: () => {
        throw new Error("files cannot be copied from a browser");
      },
      get_files: () => {
        throw new Error("files cannot be pasted into a browser");
      },
    },
  };
};
