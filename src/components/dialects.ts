import { DIALECTS } from '../generated/memory';

/** What a person calls an exporter; one that this version does not know keeps its id. */
export function dialectName(id: string): string {
  return DIALECTS.find((dialect) => dialect.id === id)?.name ?? id;
}
