import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, LinkButton, LoadingBar, useStyles2 } from '@grafana/ui';
import React, { useCallback } from 'react';
import { DatasourceChoice } from '../../components/DatasourceChoice';
import { NoDatasource, UnknownDatasource } from '../../components/DatasourceStates';
import { datasourceSettingsUrl, hrefOf } from '../../components/links';
import { useLoaded } from '../../components/useLoaded';
import { HealthResult, useHealth } from './HealthResult';
import { type CheckHealth, type LoadSetup } from './loadSetup';
import { SetupFailed } from './SetupFailed';
import { SetupReport } from './SetupReport';

export interface SetupState {
  datasource: string;
  /** Narrows what is joined and what is not. */
  search: string;
}

interface Props {
  datasources: Array<{ uid: string; name: string }>;
  state: SetupState;
  onStateChange: (changed: Partial<SetupState>) => void;
  load: LoadSetup;
  check: CheckHealth;
  canAddDatasource: boolean;
  canEditDatasource: boolean;
}

export function SetupView(props: Props) {
  const { datasources, state, onStateChange, canAddDatasource } = props;
  if (datasources.length === 0) {
    return <NoDatasource canAdd={canAddDatasource} />;
  }
  const isKnown = datasources.some(({ uid }) => uid === state.datasource);
  const choice = (
    <DatasourceChoice
      datasources={datasources}
      value={state.datasource}
      onChange={(datasource) => onStateChange({ datasource })}
    />
  );
  return isKnown ? (
    <KnownDatasource {...props}>{choice}</KnownDatasource>
  ) : (
    <>
      {choice}
      <UnknownDatasource uid={state.datasource} />
    </>
  );
}

function KnownDatasource({
  state,
  onStateChange,
  load,
  check,
  canEditDatasource,
  children,
}: React.PropsWithChildren<Props>) {
  const styles = useStyles2(getStyles);
  const { datasource, search } = state;
  const loadChoice = useCallback(([uid]: [string], isAgain: boolean) => load(uid, isAgain), [load]);
  const { answer, error, isLoading, reload } = useLoaded(loadChoice, [datasource]);
  const health = useHealth(check, datasource);
  const settingsUrl = canEditDatasource ? datasourceSettingsUrl(datasource) : undefined;

  return (
    <>
      <div className={styles.toolbar}>
        {children}
        <div className={styles.buttons}>
          <Button variant="secondary" icon="heart-rate" onClick={health.run} disabled={health.isRunning}>
            {health.isRunning ? 'Testing…' : 'Test'}
          </Button>
          <Button variant="secondary" icon="sync" onClick={reload} disabled={isLoading}>
            Look again
          </Button>
          {settingsUrl && (
            <LinkButton variant="secondary" icon="cog" href={hrefOf(settingsUrl)}>
              Settings
            </LinkButton>
          )}
        </div>
      </div>
      <HealthResult health={health} />
      <section aria-label="Setup" aria-busy={isLoading}>
        <div className={styles.bar}>{isLoading && <LoadingBar width={400} />}</div>
        {isLoading && !answer && !error && <p role="status">Asking the server what it holds…</p>}
        {error && <SetupFailed message={error} settingsUrl={settingsUrl} onRetry={reload} />}
        {answer && (
          <SetupReport
            setup={answer}
            datasource={datasource}
            settingsUrl={settingsUrl}
            search={search}
            onSearch={(text) => onStateChange({ search: text })}
          />
        )}
      </section>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  toolbar: css({
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
  }),
  buttons: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
  }),
  bar: css({
    height: 2,
    margin: theme.spacing(0.5, 0),
    overflow: 'hidden',
  }),
});
