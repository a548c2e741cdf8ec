import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, FilterInput, InlineField, LoadingBar, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { Choice } from '../../components/Choice';
import { DatasourceChoice } from '../../components/DatasourceChoice';
import { NoDatasource, UnknownDatasource } from '../../components/DatasourceStates';
import { TOOL_OPTIONS } from '../../datasource/components/options';
import { formulaById } from '../../datasource/query';
import { searchRows, type ContainerRow } from './containerRows';
import { ContainersTable } from './ContainersTable';
import { type LoadContainers } from './loadContainers';
import { LoadFailed, NoContainers, NoMatch, Notices } from './states';
import { useContainers } from './useContainers';

export interface ViewState {
  datasource: string;
  tool: string;
  search: string;
}

interface Props {
  datasources: Array<{ uid: string; name: string }>;
  state: ViewState;
  onStateChange: (changed: Partial<ViewState>) => void;
  load: LoadContainers;
  canAddDatasource: boolean;
}

export function ContainersView(props: Props) {
  const { datasources, state, canAddDatasource } = props;
  if (datasources.length === 0) {
    return <NoDatasource canAdd={canAddDatasource} />;
  }
  // A link from elsewhere may name a data source that is gone.
  const isKnown = datasources.some(({ uid }) => uid === state.datasource);
  return (
    <>
      <Toolbar {...props} />
      {isKnown ? <Containers {...props} /> : <UnknownDatasource uid={state.datasource} />}
    </>
  );
}

function Toolbar({ datasources, state, onStateChange }: Props) {
  const id = useId();
  const styles = useStyles2(getStyles);

  return (
    <div className={styles.toolbar}>
      <DatasourceChoice
        datasources={datasources}
        value={state.datasource}
        onChange={(datasource) => onStateChange({ datasource })}
      />
      <InlineField label="Reported by" htmlFor={`${id}-tool`} tooltip={formulaById(state.tool)?.help}>
        <Choice
          id={`${id}-tool`}
          options={TOOL_OPTIONS}
          value={state.tool}
          width={36}
          onChange={(tool) => onStateChange({ tool })}
        />
      </InlineField>
      <div className={styles.search}>
        <FilterInput
          aria-label="Search containers"
          placeholder="Search container, pod, namespace"
          value={state.search}
          onChange={(search) => onStateChange({ search })}
          escapeRegex={false}
        />
      </div>
    </div>
  );
}

function Containers({ state, onStateChange, load }: Props) {
  const styles = useStyles2(getStyles);
  const { datasource, tool, search } = state;
  const { answer, error, isLoading, reload } = useContainers(load, datasource, tool);
  const found = searchRows(answer?.rows ?? [], search);

  return (
    <section aria-label="Containers" aria-busy={isLoading}>
      <div className={styles.status}>
        <p role="status" className={styles.count}>
          {isLoading && !answer && 'Loading containers…'}
          {answer && countOf(found, answer.rows)}
        </p>
        <Button variant="secondary" size="sm" icon="sync" onClick={reload} disabled={isLoading}>
          Refresh
        </Button>
      </div>
      <div className={styles.bar}>{isLoading && <LoadingBar width={400} />}</div>
      {error && <LoadFailed message={error} datasource={datasource} onRetry={reload} />}
      {answer && <Notices notices={answer.notices} />}
      {answer && answer.rows.length === 0 && <NoContainers datasource={datasource} />}
      {answer && answer.rows.length > 0 && found.length === 0 && (
        <NoMatch search={search} onClear={() => onStateChange({ search: '' })} />
      )}
      {found.length > 0 && <ContainersTable rows={found} datasource={datasource} tool={tool} key={search} />}
    </section>
  );
}

/** Go targets that belong to no container have rows too, but are none. */
function countOf(found: ContainerRow[], all: ContainerRow[]): string {
  const [containers, shown] = [all, found].map((rows) => rows.filter(({ status }) => status !== 'no_cgroup').length);
  const targets = found.length - shown;
  return [
    shown === containers ? plural(shown, 'container') : `${shown} of ${plural(containers, 'container')}`,
    ...(targets > 0 ? [`${plural(targets, 'Go target')} without a container`] : []),
  ].join(', ');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  toolbar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(0, 1),
  }),
  search: css({
    flex: '1 1 220px',
    maxWidth: 400,
  }),
  status: css({
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'center',
    marginTop: theme.spacing(1),
  }),
  count: css({
    margin: 0,
    color: theme.colors.text.secondary,
  }),
  bar: css({
    height: 2,
    margin: theme.spacing(0.5, 0),
    overflow: 'hidden',
  }),
});
