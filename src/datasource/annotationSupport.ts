import { type AnnotationSupport } from '@grafana/data';
import { migrateQuery } from './migrations';
import { QUERY_VERSION, type MemledgerQuery } from './types';

const EVENTS: Partial<MemledgerQuery> = { queryType: 'events', version: QUERY_VERSION, filters: [] };

/** What happened to containers, over any panel. Whatever else an annotation's query is, it asks for events. */
export const annotationSupport: AnnotationSupport<MemledgerQuery> = {
  getDefaultQuery: () => EVENTS,
  prepareQuery: ({ target }) => {
    const query = migrateQuery({ ...EVENTS, ...target, refId: target?.refId || 'Anno' });
    return { ...query, queryType: 'events', format: undefined };
  },
};
