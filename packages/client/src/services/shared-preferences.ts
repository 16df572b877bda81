import { textOf } from "../values/scalars.ts";
import type { BindService } from "./service.ts";

/** SharedPreferences: values of this app in the browser's storage, apart from those of other apps. */
export const bind: BindService = (_node, { window, storagePrefix }) => {
  const storage = () => window.localStorage; // throws where the browser forbids it: each call is told so
  const name = (key: unknown) => storagePrefix + (textOf(key) ?? "");
  const ownKeys = () => Object.keys(storage()).filter((key) => key.startsWith(storagePrefix));
  return {
    methods: {
      set: ({ key, value }) => {
        storage().setItem(name(key), JSON.stringify(value));
        return true;
      },
      get: ({ key }) => {
        const text = storage().getItem(name(key));
        return text === null ? null : JSON.parse(text);
      },
      contains_key: ({ key }) => storage().getItem(name(key)) !== null,
      remove: ({ key }) => {
        const known = storage().getItem(name(key)) !== null;
        storage().removeItem(name(key));
        return known;
      },
      get_keys: ({ key_prefix }) =>
        ownKeys()
          .map((key) => key.slice(storagePrefix.length))
          .filter((key) => key.startsWith(textOf(key_prefix) ?? "")),
      clear: () => {
        for (const key of ownKeys()) storage().removeItem(key);
        return true;
      },
    },
  };
};
