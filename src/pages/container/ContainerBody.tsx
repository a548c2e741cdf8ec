import { css } from '@emotion/css';
import { type DataFrame, type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { Button, LoadingBar, useStyles2 } from '@grafana/ui';
import React, { useMemo, useRef } from 'react';
import { LoadFailed, Notices } from '../../components/AnswerStates';
import { type Ask } from '../../components/ask';
import { CreateAlertRule } from '../../components/CreateAlertRule';
import { identityKey } from '../../components/identity';
import { appUrls } from '../../components/links';
import { type LinkSubject } from '../../components/linksOut';
import { rowsOf, textOf } from '../../components/rows';
import { addressOf } from '../../components/times';
import { ToolChoice } from '../../components/ToolChoice';
import { type Frames, useFrames } from '../../components/useFrames';
import { Explain } from '../../datasource/components/Explain';
import { type Explanation } from '../../datasource/datasource';
import { type MemledgerQuery } from '../../datasource/types';
import { type LedgerPanelOptions } from '../../panel/options';
import { ClassTable } from './ClassTable';
import { Compare } from './Compare';
import { type ContainerState } from './containerState';
import { type GapAnswer, readGaps } from './gapTable';
import { GoRuntime } from './GoRuntime';
import { Headline } from './Headline';
import { gapQuery, type PanelInfo, PANELS, runtimeQuery, toolsQuery, verdictQuery } from './questions';
import { LinksOut } from './LinksOut';
import { RuntimeTools } from './RuntimeTools';
import { Gone, NoIdentity, Several } from './states';
import { Verdict } from './Verdict';

/** Draws one of the panel's views: Grafana's panel in the app, the panel's own component in the workbench. */
export type PanelSlot = React.ComponentType<PanelSlotProps>;
export interface PanelSlotProps {
  info: PanelInfo;
  datasource: string;
  queries: MemledgerQuery[];
  options: Partial<LedgerPanelOptions>;
  /** What the person did in the panel. */
  onOptions: (options: Partial<LedgerPanelOptions>) => void;
}

interface Props {
  state: ContainerState;
  onStateChange: (changed: Partial<ContainerState>) => void;
  ask: Ask;
  explain: (datasource: string, query: MemledgerQuery, range: TimeRange) => Promise<Explanation>;
  range: TimeRange;
  Panel: PanelSlot;
  /** Whether there is a Grafana to go on in. */
  hasLinksOut?: boolean;
  /** Whether the person may have Grafana watch the container. */
  canCreateRules?: boolean;
}

export function ContainerBody(props: Props) {
  const { state } = props;
  // Another container is another page: nothing of the last one stays.
  return Object.keys(state.identity).length === 0 ? (
    <NoIdentity datasource={state.datasource} />
  ) : (
    <Container key={identityKey(state.identity)} {...props} />
  );
}

/** Containers that a panel has room for; it scrolls to the others. */
const MOST_DRAWN = 4;

function Container({ state, onStateChange, ask, explain, range, Panel, hasLinksOut = true, canCreateRules }: Props) {
  const styles = useStyles2(getStyles);
  const { datasource, tool, heap, comparison } = state;
  const compare = useRef<HTMLButtonElement>(null);
  const gap = useFrames(ask, datasource, [gapQuery(state)], range);
  const tools = useFrames(ask, datasource, [toolsQuery(state)], range);
  const runtime = useFrames(ask, datasource, [runtimeQuery(state)], range);
  const verdict = useFrames(ask, datasource, [verdictQuery(state)], range);
  const answer = useMemo(() => gap.frames && readGaps(gap.frames), [gap.frames]);
  const asked = [gap, tools, runtime, verdict];
  const isLoading = asked.some((one) => one.isLoading);
  const isGone = answer?.containers.length === 0;
  // Then the panels would say the same once more each.
  const isRefused = asked.every(({ error }) => error);
  const container = answer?.containers.length === 1 ? answer.containers[0] : undefined;
  // Panels of several containers draw them one below the other.
  const drawn = Math.min(Math.max(answer?.containers.length ?? 1, 1), MOST_DRAWN);

  return (
    <section aria-label="Container" aria-busy={isLoading} className={styles.page}>
      <div className={styles.toolbar}>
        <ToolChoice tool={tool} heap={heap} onChange={onStateChange} />
        <div className={styles.buttons}>
          <Button
            ref={compare}
            variant="secondary"
            icon="columns"
            disabled={!container}
            aria-pressed={comparison !== undefined}
            onClick={() => onStateChange({ comparison: comparison ? undefined : { with: 'container', identity: {} } })}
          >
            Compare
          </Button>
          {canCreateRules && container && verdict.frames && (
            <CreateAlertRule
              subject={{ datasource, identity: container.identity, workload: workloadOf(verdict.frames) }}
            />
          )}
          {hasLinksOut && <LinksOut subject={linkSubject(state, range)} />}
        </div>
      </div>
      <div className={styles.loading}>{isLoading && <LoadingBar width={400} />}</div>
      <Failures all={asked} datasource={datasource} />
      {answer && !isGone && <Notices notices={answer.notices} />}
      {gap.isLoading && !answer && !gap.error && (
        <div role="status" className={styles.skeleton}>
          Asking what the container’s memory is made of…
        </div>
      )}
      {answer && <Choose answer={answer} state={state} range={range} />}
      {container && <Headline container={container} tool={tool} heap={heap} at={range.to.valueOf()} />}
      {tools.frames && container && (
        <RuntimeTools frames={tools.frames} tool={tool} onTool={(chosen) => onStateChange({ tool: chosen })} />
      )}
      {verdict.frames && container && <Verdict frames={verdict.frames} />}
      {runtime.frames && container && <GoRuntime frames={runtime.frames} tool={tool} />}
      {comparison && container && (
        <Compare
          {...{ state, comparison, container, ask, range }}
          onChange={(next) => {
            onStateChange({ comparison: next });
            if (!next) {
              // The button that had the focus goes with the comparison.
              compare.current?.focus();
            }
          }}
        />
      )}
      {!isRefused && (
        <div className={styles.panels}>
          {PANELS.filter(({ isOfEnd }) => !(isOfEnd && isGone)).map((info) => (
            <div
              key={info.view}
              className={info.isWide ? styles.wide : undefined}
              style={{ height: info.height * drawn }}
            >
              <Panel
                info={info}
                datasource={datasource}
                queries={info.queries(state)}
                options={info.options?.(state) ?? {}}
                onOptions={({ gap }) => gap && onStateChange({ at: gap.pinnedAt ?? undefined })}
              />
            </div>
          ))}
        </div>
      )}
      {container && !comparison && container.classes.length > 0 && (
        <ClassTable
          caption="Every class, as of the end of the time range"
          tool={tool}
          columns={[{ title: '', container }]}
        />
      )}
      {!isRefused && (
        <Explain
          explain={() => explain(datasource, gapQuery(state), range)}
          subject={JSON.stringify([datasource, gapQuery(state), range.from.valueOf(), range.to.valueOf()])}
          uid={datasource}
          range={range}
        />
      )}
    </section>
  );
}

/** One server behind all questions: what is wrong with it is said once, and all are asked again. */
function Failures({ all, datasource }: { all: Frames[]; datasource: string }) {
  const failed = all.filter(({ error }) => error);
  if (failed.length === 0) {
    return null;
  }
  return (
    <LoadFailed
      what={failed.length === all.length ? 'The container' : 'A part of the page'}
      message={[...new Set(failed.map(({ error }) => error))].join('\n')}
      datasource={datasource}
      onRetry={() => failed.forEach(({ reload }) => reload())}
    />
  );
}

function Choose({ answer, state, range }: { answer: GapAnswer; state: ContainerState; range: TimeRange }) {
  const { datasource, tool, heap, identity } = state;
  const { containers } = answer;
  if (containers.length === 0) {
    return <Gone identity={identity} datasource={datasource} at={range.to.valueOf()} />;
  }
  const { from, to } = addressOf(range.raw);
  return containers.length === 1 ? null : (
    <Several
      found={containers.map((one) => ({
        identity: one.identity,
        href: appUrls.container({ datasource, ...one.identity, tool, heap, from, to }),
      }))}
    />
  );
}

const workloadOf = (frames: DataFrame[]) => textOf(rowsOf(frames, 'verdict')[0]?.workload) ?? undefined;

function linkSubject(state: ContainerState, range: TimeRange): LinkSubject {
  const { datasource, identity, tool } = state;
  return { datasource, identity, tool, query: gapQuery(state), ...addressOf(range.raw) };
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5) }),
  toolbar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: theme.spacing(0, 1) }),
  // On one line, whichever that is.
  buttons: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), marginBottom: theme.spacing(0.5) }),
  loading: css({ height: 2, overflow: 'hidden' }),
  skeleton: css({
    minHeight: 132,
    padding: theme.spacing(2),
    background: theme.colors.background.secondary,
    color: theme.colors.text.secondary,
  }),
  panels: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: theme.spacing(1),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  wide: css({ gridColumn: '1 / -1' }),
});
