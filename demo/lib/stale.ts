import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** The newest modification under the paths, in ms; folders that hold what was built or fetched are not looked into. */
export function newest(paths: string[], skip: (file: string) => boolean = () => false): number {
  return Math.max(0, ...paths.map((p) => newestOf(p, skip)));
}

function newestOf(file: string, skip: (file: string) => boolean): number {
  if (skip(file) || !existsSync(file)) {
    return 0;
  }
  const stat = statSync(file);
  if (!stat.isDirectory()) {
    return stat.mtimeMs;
  }
  return newest(
    readdirSync(file)
      .filter((name) => name !== 'node_modules')
      .map((name) => path.join(file, name)),
    skip
  );
}

/** Whether a built file is absent or older than what it is built from. */
export function isStale(built: string, sources: string[], skip?: (file: string) => boolean): boolean {
  return !existsSync(built) || statSync(built).mtimeMs < newest(sources, skip);
}
