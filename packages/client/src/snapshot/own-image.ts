/** Whether an address is a picture that the page may load: of its own origin, or in the address itself. */
export function isOwnImage(address: string): boolean {
  if (/^data:image\/(?:png|jpeg|gif|webp|avif|svg\+xml)[;,]/i.test(address)) return true;
  return /^\/(?![/\\])/.test(address);
}
