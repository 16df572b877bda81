/** The minified text of a chunk's style sheet; the chunk exports it as `styles`. */
declare module "*.chunk.css" {
  const text: string;
  export default text;
}
