import type { BindService } from "./service.ts";

/** BrowserContextMenu: switches the browser's own menu on the page off and on. */
export const bind: BindService = (_node, { window }) => {
  const prevent = (event: Event) => event.preventDefault();
  const enable_menu = () => window.removeEventListener("contextmenu", prevent);
  return {
    methods: { enable_menu, disable_menu: () => window.addEventListener("contextmenu", prevent) },
    dispose: enable_menu,
  };
};
