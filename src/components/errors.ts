/** What a person can read of anything that was thrown; Grafana's HTTP errors carry the server's words in `data`. */
export function messageOf(error: unknown): string {
  if (typeof error === 'string') {
    return error;
  }
  if (typeof error === 'object' && error !== null) {
    const { data, message, statusText } = error as Record<string, unknown>;
    const fromServer = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
    const found = [fromServer.message, fromServer.error, message, statusText].find(
      (text) => typeof text === 'string' && text !== ''
    );
    if (typeof found === 'string') {
      return found;
    }
  }
  return 'Unknown error';
}
