/** Where the data source answers: Grafana, or the workbench, which answers under the same paths. */
export interface Server {
  url: string;
  datasource: string;
  headers?: Record<string, string>;
}

export type Row = Record<string, unknown>;

interface Frame {
  schema?: { fields?: Array<{ name: string }>; meta?: { notices?: Array<{ text: string }> } };
  data?: { values?: unknown[][] };
}

/** Asks the data source one query about the last minutes and returns the rows of its frames. */
export async function ask(server: Server, query: Row, signal?: AbortSignal): Promise<Row[]> {
  const now = Date.now();
  const body = {
    from: String(now - 5 * 60_000),
    to: String(now),
    queries: [
      {
        refId: 'A',
        datasource: { uid: server.datasource },
        intervalMs: 1000,
        maxDataPoints: 300,
        version: 1,
        ...query,
      },
    ],
  };
  const response = await fetch(`${server.url}/api/ds/query`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...server.headers },
    body: JSON.stringify(body),
    signal,
  });
  const text = await response.text();
  const answer = (parse(text)?.results as Record<string, { error?: string; frames?: Frame[] }> | undefined)?.A;
  if (!response.ok || !answer || answer.error) {
    throw new Error(
      `query ${String(query.queryType)}: ${answer?.error ?? `HTTP ${response.status} ${text.slice(0, 300)}`}`
    );
  }
  return (answer.frames ?? []).flatMap(rows);
}

function parse(text: string): Row | undefined {
  try {
    return JSON.parse(text) as Row;
  } catch {
    return undefined;
  }
}

/** A frame's columns as rows by field name. */
export function rows(frame: Frame): Row[] {
  const names = (frame.schema?.fields ?? []).map(({ name }) => name);
  const columns = frame.data?.values ?? [];
  return (columns[0] ?? []).map((_, row) =>
    Object.fromEntries(names.map((name, column) => [name, columns[column]?.[row]]))
  );
}
