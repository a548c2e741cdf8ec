import http from 'node:http';
import { gunzipSync } from 'node:zlib';

export type Encoding = 'identity' | 'gzip';

/** One answer of an exporter. */
export interface Answer {
  text: string;
  /** As sent, compressed or not. */
  wireBytes: number;
}

/** Scrapes as Prometheus does, over one connection that stays open. */
export class Scraper {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

  constructor(
    private readonly url: string,
    private readonly encoding: Encoding
  ) {}

  scrape(): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const options = { agent: this.agent, headers: { 'Accept-Encoding': this.encoding } };
      const request = http.get(this.url, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const body = Buffer.concat(chunks);
          const zipped = response.headers['content-encoding'] === 'gzip';
          if (response.statusCode !== 200 || zipped !== (this.encoding === 'gzip')) {
            reject(
              new Error(`${this.url}: status ${response.statusCode}, gzip ${zipped}; want 200 and ${this.encoding}`)
            );
          } else {
            resolve({ text: (zipped ? gunzipSync(body) : body).toString(), wireBytes: body.length });
          }
        });
      });
      request.once('error', reject);
    });
  }

  close() {
    this.agent.destroy();
  }
}

/** How many samples an answer has, of one metric or of all. */
export function countSamples(text: string, metric = '[^#\\s]'): number {
  return text.match(new RegExp(`^${metric}`, 'gm'))?.length ?? 0;
}

/** The value of a metric without labels. */
export function valueOf(text: string, metric: string): number {
  const line = text.match(new RegExp(`^${metric} (\\S+)$`, 'm'));
  if (!line) {
    throw new Error(`the exporter's answer has no ${metric}`);
  }
  return Number(line[1]);
}
