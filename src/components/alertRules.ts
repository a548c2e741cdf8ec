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
 * new then; a pod that nobody is known to own keeps its name, and another has its owner's name in front of its own.
 */
export function stableFilters({ identity, workload }: Omit<AlertSubject, 'datasource'>): QueryFilter[] {
  const { node, pod, ...place } = identity;
  if (!pod) {
    return identityFilters({ ...place, node });
  }
  if (!workload) {
    return identityFilters({ ...place, pod });
  }
  return [...podsOf(workload, pod), ...identityFilters(place)];
}

/**
 * All pods of an owner, as Kubernetes names them: with a number or a suffix behind the owner's name, and one more in
 * between where a ReplicaSet or a Job is. None where this pod is named in another way, as a node's static pods are.
 */
function podsOf(workload: string, pod: string): QueryFilter[] {
  const value = `${workload.replaceAll('.', '\\.')}-[a-z0-9]+(-[a-z0-9]{5})?`;
  return new RegExp(`^${value}$`).test(pod) ? [{ key: 'pod', operator: '=~', value }] : [];
}

/** Whether Grafana has its own alert rules, and the person may write some. */
export function mayCreateAlertRules(): boolean {
  return config.unifiedAlertingEnabled && Boolean(config.bootData.user.permissions?.['alert.rules:create']);
}
