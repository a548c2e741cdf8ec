import {
  type AdHocVariableFilter,
  type CoreApp,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceGetTagValuesOptions,
  type DataSourceInstanceSettings,
  type MetricFindValue,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { DataSourceWithBackend, getTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { type Observable } from 'rxjs';
import { FILTER_KEYS } from '../generated/memory';
import { annotationSupport } from './annotationSupport';
import { isAskable } from './judged';
import { migrateQuery } from './migrations';
import { defaultQuery, displayText } from './query';
import { type Setup } from './setup';
import { type MemledgerOptions, type MemledgerQuery, type QueryFilter } from './types';
import { type LabelMatcher, type Resolution } from './resolution';
import { fromAdHoc, interpolateQuery } from './variables';
import { MemledgerVariableSupport } from './variableSupport';

/** More suggestions than this nobody reads; typing narrows them on the server. */
const SUGGESTION_LIMIT = 200;

/** The editor says itself what went wrong, where it went wrong. */
const NO_TOAST = { showErrorAlert: false };

/** Events asked for, by any data source of this page. */
let asked = 0;

export interface Explanation {
  promql: string[];
}

export class MemledgerDatasource extends DataSourceWithBackend<MemledgerQuery, MemledgerOptions> {
  annotations = annotationSupport;

  constructor(
    settings: DataSourceInstanceSettings<MemledgerOptions>,
    private readonly templateSrv: TemplateSrv = getTemplateSrv()
  ) {
    super(settings);
    this.interval = settings.jsonData.timeInterval;
    this.variables = new MemledgerVariableSupport(this);
  }

  getDefaultQuery(app: CoreApp): Partial<MemledgerQuery> {
    return defaultQuery(app);
  }

  getQueryDisplayText(query: MemledgerQuery): string {
    return displayText(migrateQuery(query));
  }

  /** False only for what cannot be asked yet; what is asked wrongly goes to the backend, which says why. */
  filterQuery(query: MemledgerQuery): boolean {
    return isAskable(migrateQuery(query));
  }

  /**
   * Annotations are asked for by two parts of Grafana, the dashboard and the annotation's editor, which count their
   * requests each from AQ100: the end of one request would abort the other's. Under a name of its own it is ended
   * only by who asked for it.
   */
  query(request: DataQueryRequest<MemledgerQuery>): Observable<DataQueryResponse> {
    const isOfEvents = request.targets.length > 0 && request.targets.every(({ queryType }) => queryType === 'events');
    return super.query(isOfEvents ? { ...request, requestId: `${request.requestId}-memledger-${asked++}` } : request);
  }

  applyTemplateVariables(
    query: MemledgerQuery,
    scopedVars: ScopedVars,
    filters?: AdHocVariableFilter[]
  ): MemledgerQuery {
    return interpolateQuery(migrateQuery(query), this.templateSrv, scopedVars, filters);
  }

  async getTagKeys(): Promise<MetricFindValue[]> {
    return FILTER_KEYS.map((text) => ({ text }));
  }

  async getTagValues(options: DataSourceGetTagValuesOptions<MemledgerQuery>): Promise<MetricFindValue[]> {
    const { key, filters, timeRange } = options;
    const others = filters.filter((filter) => filter.key !== key).map(fromAdHoc);
    return (await this.suggest(key, '', others, timeRange)).map((text) => ({ text }));
  }

  /** The values of a key that contain the text, among the containers that match the other filters. */
  async suggest(key: string, search = '', others: QueryFilter[] = [], range?: TimeRange): Promise<string[]> {
    const { filters } = this.applyTemplateVariables({ refId: 'suggest', filters: others }, {});
    const asked = { key, search, filters, limit: SUGGESTION_LIMIT, to: range?.to.valueOf() };
    return this.postResource<string[]>('suggest', asked, NO_TOAST);
  }

  /** The PromQL that the query sends, with variables filled in as the dashboard has them now. */
  async explain(query: MemledgerQuery, range?: TimeRange): Promise<Explanation> {
    const asked = {
      query: this.applyTemplateVariables(query, {}),
      from: range?.from.valueOf(),
      to: range?.to.valueOf(),
    };
    return this.postResource<Explanation>('explain', asked, NO_TOAST);
  }

  /** What the server holds, what of it is joined and what is not; of the last detection, or of one anew. */
  async setup(isAnew = false): Promise<Setup> {
    return this.getResource<Setup>('setup', isAnew ? { refresh: 1 } : undefined, NO_TOAST);
  }

  /** The containers that selectors of anybody's PromQL mean. */
  async resolve(selectors: LabelMatcher[][], to?: number): Promise<Resolution> {
    return this.postResource<Resolution>('resolve', { selectors, to }, NO_TOAST);
  }

  /** Names of dashboard variables, as references that a query may hold. */
  variableReferences(): string[] {
    return this.templateSrv.getVariables().map(({ name }) => `$${name}`);
  }
}
