/** Whether a pattern of an app's settings (`api.example.com`, `*.example.com`) fits a host. */
export function matchesHost(pattern: string, host: string): boolean {
  const [wanted, given] = [pattern.toLowerCase(), host.toLowerCase().replace(/\.$/, "")];
  return wanted.startsWith("*.")
    ? given.endsWith(wanted.slice(1)) && given.length > wanted.length - 1
    : wanted === given;
}
