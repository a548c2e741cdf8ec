import { urlUtil } from '@grafana/data';
import { config } from '@grafana/runtime';
import { type QueryFilter } from '../datasource/types';
import { type AlertInfo, DATASOURCE_PLACEHOLDER } from '../generated/alerts';
import { type Identity, identityFilters } from './identity';
import { DATASOURCE_TYPE } from './links';

/** What an alert rule is to watch. */
export interface AlertSubject {
  datasource: string;
  identity: Identity;
  /** What owns the pod; absent where nothing tells. */
  workload?: string;
}

/** Grafana's editor, filled in for one container: formValuesFromQueryParams of its alerting reads `defaults`. */
export function newAlertRuleUrl({ form }: AlertInfo, subject: AlertSubject, returnTo: string): string {
  const text = JSON.stringify(form).replaceAll(DATASOURCE_PLACEHOLDER, subject.datasource);
  const filled = JSON.parse(text) as typeof form;
  const filters = stableFilters(subject);
  const defaults = {
    ...filled,
    // Of several containers' rules each is told apart in a list, and one that is gone, or between two of its lives, is no alert.
    name: [filled.name, [subject.identity.namespace, subject.identity.container].filter(Boolean).join('/')]
      .filter(Boolean)
      .join(': '),
    noDataState: 'OK',
    type: 'grafana-alerting',
    queries: filled.queries.map(({ model, ...query }) => {
      // Without its data source a model is shown as one of the default data source's.
      return query.datasourceUid === subject.datasource
        ? { ...query, model: { ...model, datasource: { uid: subject.datasource, type: DATASOURCE_TYPE }, filters } }
        : { ...query, model: { ...model, datasource: { uid: query.datasourceUid, type: query.datasourceUid } } };
    }),
  };
  return urlUtil.renderUrl('/alerting/new/alerting', { defaults: JSON.stringify(defaults), returnTo });
}

/**
 * Those labels of a container that its next start has too. A pod's node and, where something else owns it, its name are
 * new then; a pod that nobody owns, or that has a number of its own, keeps its name.
 */
export function stableFilters({ identity, workload }: Omit<AlertSubject, 'datasource'>): QueryFilter[] {
  const { node, pod, ...place } = identity;
  if (!pod) {
    return identityFilters({ ...place, node });
  }
  const pods = podsOf(pod, workload);
  if (!pods && !workload) {
    return identityFilters({ ...place, pod });
  }
  return [...(pods ? [{ key: 'pod', operator: '=~', value: pods } as const] : []), ...identityFilters(place)];
}

// Kubernetes draws suffixes from these: no vowels, and no 0, 1 and 3 (k8s.io/apimachinery pkg/util/rand).
const DRAWN = '[b-df-hj-np-tv-xz2456789]';

/** What stands behind the owner's name: of a Deployment's pods, a CronJob's or an indexed Job's, a DaemonSet's or a Job's. */
const SUFFIXES = [`${DRAWN}{5,10}-${DRAWN}{5}`, `[0-9]+-${DRAWN}{5}`, `${DRAWN}{5}`];

/** A StatefulSet's pods have a number each, and keep it. */
const NUMBER = '[0-9]+';

/**
 * All pods of a pod's owner, as a regular expression; undefined where its name does not tell, as that of a node's static
 * pods does not. Who the owner is may be known; else the name of the pod tells it, where it was drawn.
 */
function podsOf(pod: string, workload?: string): string | undefined {
  const suffixes = workload ? [...SUFFIXES, NUMBER] : SUFFIXES;
  for (const suffix of suffixes) {
    const owner = new RegExp(`^(.+)-${suffix}$`).exec(pod)?.[1];
    if (owner && (!workload || owner === workload)) {
      return `${owner.replaceAll('.', '\\.')}-${suffix}`;
    }
  }
  return undefined;
}

/** Whether Grafana has its own alert rules, and the person may write some. */
export function mayCreateAlertRules(): boolean {
  return config.unifiedAlertingEnabled && Boolean(config.bootData.user.permissions?.['alert.rules:create']);
}
