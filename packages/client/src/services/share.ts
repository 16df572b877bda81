import { mapOf, textOf } from "../values/scalars.ts";
import type { BindService } from "./service.ts";

interface ShareResult {
  readonly status: "success" | "dismissed" | "unavailable";
  readonly raw: string;
}

/** Share: the browser's share sheet; where there is none, mail for text and download for files. */
export const bind: BindService = (_node, { window, inGesture }) => {
  const { navigator } = window;
  const share = async (data: ShareData): Promise<ShareResult> => {
    if (!navigator.canShare?.(data)) return { status: "unavailable", raw: "" };
    const attempt = () => navigator.share(data);
    try {
      await attempt().catch((error: unknown) => {
        if (error instanceof DOMException && error.name === "NotAllowedError") {
          return inGesture("Share", attempt);
        }
        throw error;
      });
      return { status: "success", raw: "" };
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") {
        return { status: "dismissed", raw: "" };
      }
      throw error;
    }
  };
  return {
    methods: {
      share_text: async ({ text, title, subject, mail_to_fallback_enabled }) => {
        const body = textOf(text) ?? "";
        const name = textOf(subject) ?? textOf(title);
        const result = await share({ text: body, ...(name === undefined ? {} : { title: name }) });
        if (result.status !== "unavailable" || mail_to_fallback_enabled === false) return result;
        const query = new URLSearchParams({
          ...(name === undefined ? {} : { subject: name }),
          body,
        });
        window.open(`mailto:?${query.toString().replaceAll("+", "%20")}`, "_self");
        return { status: "success", raw: "mailto" };
      },
      share_uri: ({ uri }) => share({ url: textOf(uri) ?? "" }),
      share_files: ({ files, text, title }) => {
        const shared = (Array.isArray(files) ? files : []).flatMap((file: unknown) => {
          const { data, name, mime_type } = mapOf(file) ?? {};
          if (!(data instanceof Uint8Array)) return [];
          const type = textOf(mime_type) ?? "application/octet-stream";
          return [new File([data as Uint8Array<ArrayBuffer>], textOf(name) ?? "file", { type })];
        });
        const body = textOf(text);
        const name = textOf(title);
        return share({
          files: shared,
          ...(body === undefined ? {} : { text: body }),
          ...(name === undefined ? {} : { title: name }),
        });
      },
    },
  };
};
