import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { FilterInput, InlineField, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { Choice, MultiChoice } from '../../components/Choice';
import { DatasourceChoice } from '../../components/DatasourceChoice';
import { ToolChoice } from '../../components/ToolChoice';
import { STATUS_OPTIONS } from './Cells';
import { RANKS } from './columns';
import { type Facet, type SortKey } from './fleetFilter';
import { type FleetState, naturalOrder } from './fleetState';

interface ToolbarProps {
  datasources: Array<{ uid: string; name: string }>;
  state: FleetState;
  onStateChange: (changed: Partial<FleetState>) => void;
}

/** What is asked. */
export function FleetToolbar({ datasources, state, onStateChange }: ToolbarProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.toolbar}>
      {/* With one there is nothing to choose, unless the address names another. */}
      {datasources.some(({ uid }) => uid !== state.datasource) && (
        <DatasourceChoice
          datasources={datasources}
          value={state.datasource}
          onChange={(datasource) => onStateChange({ datasource })}
        />
      )}
      <ToolChoice tool={state.tool} heap={state.heap} onChange={onStateChange} />
    </div>
  );
}

interface FilterProps {
  facets: Array<{ key: Facet; values: string[] }>;
  state: FleetState;
  onStateChange: (changed: Partial<FleetState>) => void;
  searchRef?: React.Ref<HTMLInputElement>;
}

/** Which of the answer is shown, and in what order. */
export function FleetFilters({ facets, state, onStateChange, searchRef }: FilterProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const rank = (by: SortKey) => onStateChange({ sort: { by, isAscending: naturalOrder(by) === 'asc' } });
  return (
    <div className={styles.toolbar}>
      <div className={styles.search}>
        <FilterInput
          ref={searchRef}
          aria-label="Search containers"
          placeholder="Search container, pod, …"
          value={state.search}
          onChange={(search) => onStateChange({ search })}
          escapeRegex={false}
        />
      </div>
      <InlineField label="Rank by" htmlFor={`${id}-rank`}>
        <Choice id={`${id}-rank`} options={RANKS} value={state.sort.by} width={24} onChange={rank} />
      </InlineField>
      <InlineField label="Go series" htmlFor={`${id}-status`}>
        <Choice
          id={`${id}-status`}
          options={STATUS_OPTIONS}
          value={state.status || undefined}
          placeholder="Any"
          width={16}
          onChange={(status) => onStateChange({ status })}
          onClear={() => onStateChange({ status: '' })}
        />
      </InlineField>
      {facets.map(({ key, values }) => (
        <div key={key} className={styles.facet}>
          <span id={`${id}-${key}`} className={styles.label}>
            {key}
          </span>
          <MultiChoice
            aria-labelledby={`${id}-${key}`}
            options={values.map((value) => ({ value, label: value }))}
            values={state.facets[key] ?? []}
            placeholder="All"
            onChange={(chosen) => onStateChange({ facets: { [key]: chosen } })}
          />
        </div>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  toolbar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(0, 0.5),
  }),
  search: css({ flex: '1 1 200px', maxWidth: 400, marginBottom: theme.spacing(0.5) }),
  facet: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), minWidth: 200 }),
  label: css({
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    textTransform: 'capitalize',
  }),
});
