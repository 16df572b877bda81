/** An app that shows a text and says it. */
export const shop = (text: string) =>
  `import * as ft from "@flotilla/sdk";\nconsole.log("shop says ${text}");\nft.run((page: ft.Page) => { page.add(ft.Text("${text}")); });\n`;
