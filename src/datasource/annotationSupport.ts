import { type AnnotationSupport } from '@grafana/data';
import { DEFAULT_EVENTS, eventsQuery } from './annotationQuery';
import { AnnotationQueryEditor } from './components/AnnotationQueryEditor';
import { type MemledgerQuery } from './types';

/** What happened to containers, over any panel. */
export const annotationSupport: AnnotationSupport<MemledgerQuery> = {
  getDefaultQuery: () => DEFAULT_EVENTS,
  prepareQuery: ({ target }) => eventsQuery(target),
  QueryEditor: AnnotationQueryEditor,
};
