/** The minified text of a chunk's style sheet; the chunk exports it too. */
declare module "*.chunk.css" {
  export const styles: string;
}
