import { type DataFrame, dataFrameFromJSON } from '@grafana/data';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A frame as the backend's own tests have it written; for tests only. */
export function golden(name: string): DataFrame {
  const path = join(__dirname, '../../../pkg/frame/testdata', name);
  return dataFrameFromJSON(JSON.parse(readFileSync(path, 'utf8')));
}
