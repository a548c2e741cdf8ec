import { css } from '@emotion/css';
import { dateTime, dateTimeFormat, type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { Button, DateTimePicker, InlineField, LoadingBar, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React, { useId, useMemo } from 'react';
import { LoadFailed, Notices } from '../../components/AnswerStates';
import { type Ask } from '../../components/ask';
import { Choice } from '../../components/Choice';
import { type Identity, identityKey, identityOf, labelOf, wordsOf } from '../../components/identity';
import { rowsOf } from '../../components/rows';
import { useFrames } from '../../components/useFrames';
import { ClassTable } from './ClassTable';
import { type Comparison, type ContainerState } from './containerState';
import { type ContainerGap, readGaps } from './gapTable';
import { gapQuery } from './questions';

interface Props {
  state: ContainerState;
  comparison: Comparison;
  container: ContainerGap;
  ask: Ask;
  range: TimeRange;
  onChange: (comparison: Comparison | undefined) => void;
}

const MODES: Array<{ value: Comparison['with']; label: string }> = [
  { value: 'container', label: 'Another container' },
  { value: 'moment', label: 'Another moment' },
];

/** The container beside another one, or beside itself at another time, class by class. */
export function Compare(props: Props) {
  const { comparison, onChange } = props;
  const styles = useStyles2(getStyles);
  return (
    <section aria-label="Compare">
      <div className={styles.bar}>
        <RadioButtonGroup
          aria-label="Compare with"
          options={MODES}
          value={comparison.with}
          onChange={(mode) => onChange(mode === 'container' ? { with: mode, identity: {} } : { with: mode })}
        />
        {comparison.with === 'container' ? (
          <OtherContainer {...props} identity={comparison.identity} />
        ) : (
          <OtherMoment {...props} at={comparison.at} />
        )}
        <Button variant="secondary" fill="text" icon="times" onClick={() => onChange(undefined)}>
          Stop comparing
        </Button>
      </div>
      <Beside {...props} />
    </section>
  );
}

function OtherContainer({ state, identity, ask, range, onChange }: Props & { identity: Identity }) {
  const id = useId();
  const { datasource, tool, heap } = state;
  const queries = [{ refId: 'containers', queryType: 'containers' as const, version: 1, tool, heap, filters: [] }];
  const { frames } = useFrames(ask, datasource, queries, range);
  const found = useMemo(() => {
    const all = rowsOf(frames ?? [], 'containers').map(identityOf);
    return all.filter((one) => one.container && identityKey(one) !== identityKey(state.identity));
  }, [frames, state.identity]);
  const options = useMemo(() => found.map((one) => ({ value: identityKey(one), label: labelOf(one) })), [found]);
  return (
    <InlineField label="Container" htmlFor={id}>
      <Choice
        id={id}
        options={options}
        value={Object.keys(identity).length > 0 ? identityKey(identity) : undefined}
        placeholder={frames ? 'Choose a container' : 'Loading containers…'}
        width={44}
        onChange={(key) => {
          const chosen = found.find((one) => identityKey(one) === key);
          if (chosen) {
            onChange({ with: 'container', identity: chosen });
          }
        }}
      />
    </InlineField>
  );
}

function OtherMoment({ range, at, onChange }: Props & { at?: number }) {
  return (
    <DateTimePicker
      date={at === undefined ? range.from : dateTime(at)}
      maxDate={new Date()}
      onChange={(chosen) => onChange({ with: 'moment', at: chosen?.valueOf() })}
    />
  );
}

function Beside({ state, comparison, container, ask, range }: Props) {
  const styles = useStyles2(getStyles);
  const { datasource, tool, heap } = state;
  const other =
    comparison.with === 'container'
      ? { identity: comparison.identity, at: undefined }
      : { identity: state.identity, at: comparison.at ?? range.from.valueOf() };
  const isChosen = Object.keys(other.identity).length > 0;
  const query = isChosen ? [gapQuery({ identity: other.identity, tool, heap }, other.at)] : undefined;
  const { frames, error, isLoading, reload } = useFrames(ask, datasource, query, range);
  const answer = useMemo(() => frames && readGaps(frames), [frames]);
  if (!isChosen) {
    return null;
  }
  const found = answer?.containers[0];
  const when = (at: number | undefined) => dateTimeFormat(at ?? range.to.valueOf());
  const titles =
    comparison.with === 'container'
      ? [labelOf(state.identity), labelOf(other.identity)]
      : [`at ${when(container.at ?? undefined)}`, `at ${when(other.at)}`];
  return (
    <>
      <div className={styles.loading}>{isLoading && <LoadingBar width={200} />}</div>
      {error && <LoadFailed what="The comparison" message={error} datasource={datasource} onRetry={reload} />}
      {answer && <Notices notices={answer.notices} />}
      {answer && !found && (
        <p role="status">
          Nothing is known of {wordsOf(other.identity)} at {when(other.at)}.
        </p>
      )}
      {found && (
        <>
          <dl className={styles.sentences}>
            {[container, found].map(({ summary }, index) => (
              <React.Fragment key={index}>
                <dt>{titles[index]}</dt>
                <dd>{summary ?? 'The gap is unknown.'}</dd>
              </React.Fragment>
            ))}
          </dl>
          <ClassTable
            caption="Class by class"
            tool={tool}
            columns={[container, found].map((one, index) => ({ title: titles[index] ?? '', container: one }))}
          />
        </>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: theme.spacing(1) }),
  loading: css({ height: 2, margin: theme.spacing(0.5, 0), overflow: 'hidden' }),
  sentences: css({
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: theme.spacing(0, 0, 1) },
  }),
});
