import { css } from '@emotion/css';
import { CoreApp, type GrafanaTheme2, LoadingState, type PanelData } from '@grafana/data';
import { Alert, LoadingBar, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { identityFilters, identityOf, labelOf } from '../components/identity';
import { rowsOf } from '../components/rows';
import { QueryEditor } from '../datasource/components/QueryEditor';
import { type MemledgerDatasource } from '../datasource/datasource';
import { type MemledgerQuery } from '../datasource/types';
import { DEFAULT_OPTIONS } from '../panel/options';
import { timelineView } from '../panel/timeline/view';
import { toolsView } from '../panel/tools/view';
import { VIEWS } from '../panel/views';
import { FrameTable } from './FrameTable';
import { PanelFrame } from './PanelFrame';
import { type ContainerOption, Toolbar } from './Toolbar';
import { useAnswer } from './useAnswer';
import { useUrlState } from './useUrlState';

const PANEL_HEIGHT = 420;
const TIMELINE_HEIGHT = 640;

const CONTAINERS: MemledgerQuery = { refId: 'containers', queryType: 'containers', version: 1 };

/** One container: the sentence, the panel, what the tools print, and the query behind the panel. */
export function Workbench({ datasource }: { datasource: MemledgerDatasource }) {
  const styles = useStyles2(getStyles);
  const { state, range, change, refresh } = useUrlState();
  const list = useAnswer(datasource, CONTAINERS, range);
  const containers = useMemo(() => containerOptions(list), [list]);
  const identity = state.identity ?? containers[0]?.identity;
  const filters = useMemo(() => identity && identityFilters(identity), [identity]);
  const query: MemledgerQuery | undefined =
    state.query ?? (filters && { refId: 'A', queryType: 'ledger', version: 1, filters });
  const answer = useAnswer(datasource, query, range);
  const gap = useAnswer(
    datasource,
    filters && { refId: 'gap', queryType: 'divergence', version: 1, format: 'table', filters },
    range
  );
  const tools = useAnswer(
    datasource,
    filters && { refId: 'tools', queryType: 'tools', version: 1, format: 'table', filters },
    range
  );
  const summary = rowsOf(gap.series, 'divergence')[0]?.summary;
  const events = useAnswer(datasource, filters && { refId: 'events', queryType: 'events', version: 1, filters }, range);
  const timeline = { ...answer, annotations: events.series };
  const errors = problemsOf(list, answer, gap, tools, events);
  const onChangeRange = ({ from, to }: { from: number; to: number }) =>
    change({ range: { from: String(from), to: String(to) } });
  // The answer says which view draws it; some are drawn by none.
  const view = VIEWS.find(({ isFrame }) => answer.series.some(isFrame));

  return (
    <div className={styles.page}>
      <Toolbar
        containers={containers}
        chosen={identity && labelOf(identity)}
        range={range}
        isDark={state.mode === 'dark'}
        onContainer={(next) => change({ identity: next, query: undefined })}
        onRange={(next) => change({ range: next })}
        onRefresh={refresh}
        onMode={() => change({ mode: state.mode === 'dark' ? 'light' : 'dark' })}
      />
      <div className={styles.loading}>{isLoading(list, answer, gap, tools) && <LoadingBar width={200} />}</div>
      {errors.map((message) => (
        <Alert key={message} severity="error" title="The data source answers with an error">
          <pre className={styles.error}>{message}</pre>
        </Alert>
      ))}
      {typeof summary === 'string' && <p className={styles.summary}>{summary}</p>}
      <section aria-label={view?.name ?? 'Answer'}>
        {answer.errors ? null : view || answer.series.length === 0 ? (
          <PanelFrame
            data={answer}
            view={view?.id ?? DEFAULT_OPTIONS.view}
            range={range}
            height={PANEL_HEIGHT}
            onChangeRange={onChangeRange}
          />
        ) : (
          <FrameTable frames={answer.series} />
        )}
      </section>
      {query && (
        <section aria-label="Query">
          <h2 className={styles.heading}>Query</h2>
          <QueryEditor
            app={CoreApp.Unknown}
            datasource={datasource}
            query={query}
            range={range}
            onChange={(next) => change({ query: next })}
            onRunQuery={() => {}}
          />
        </section>
      )}
      {timelineView.hasData(answer.series) && (
        <section aria-label="Timeline">
          <h2 className={styles.heading}>Timeline</h2>
          <PanelFrame
            view="timeline"
            data={timeline}
            range={range}
            height={TIMELINE_HEIGHT}
            onChangeRange={onChangeRange}
          />
        </section>
      )}
      {toolsView.hasData(tools.series) && (
        <section aria-label="What each tool prints">
          <h2 className={styles.heading}>What each tool prints</h2>
          <PanelFrame view="tools" data={tools} range={range} height={PANEL_HEIGHT} onChangeRange={onChangeRange} />
        </section>
      )}
    </div>
  );
}

function containerOptions(list: PanelData): ContainerOption[] {
  return rowsOf(list.series, 'containers').flatMap((row) => {
    const identity = identityOf(row);
    const description = typeof row.summary === 'string' ? row.summary : undefined;
    return Object.keys(identity).length ? [{ identity, label: labelOf(identity), description }] : [];
  });
}

const isLoading = (...answers: PanelData[]) => answers.some(({ state }) => state === LoadingState.Loading);

/** One server behind all answers: what is wrong with it is said once. */
function problemsOf(...answers: PanelData[]): string[] {
  return [...new Set(answers.flatMap(({ errors }) => errors ?? []).map(({ message }) => message ?? 'Unknown error'))];
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    maxWidth: 1600,
    margin: '0 auto',
    padding: theme.spacing(2),
  }),
  loading: css({ height: 2, overflow: 'hidden' }),
  summary: css({ margin: 0, fontSize: theme.typography.h4.fontSize }),
  heading: css({ fontSize: theme.typography.h5.fontSize }),
  error: css({ margin: 0, whiteSpace: 'pre-wrap', background: 'none', border: 'none', padding: 0 }),
});
