import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, EmptyState, LoadingPlaceholder, TextLink, useStyles2 } from '@grafana/ui';
import React, { useCallback, useEffect, useMemo, useRef } from 'react';
import { Navigate } from 'react-router-dom';
import { labelOf } from '../../components/identity';
import { appUrls } from '../../components/links';
import { useLoaded } from '../../components/useLoaded';
import { type LabelMatcher, type Resolution } from '../../datasource/resolution';
import { type AddressRange, type Explained, explainedOf } from './explained';
import { type Preset } from './preset';
import { type QueryReading } from './selectors';

interface Props {
  /** PromQL, as it was where the person came from. */
  expressions: string[];
  datasource: string;
  /** The tool and the heap that they speak of. */
  preset: Preset;
  range: AddressRange;
  read: (expression: string) => QueryReading;
  /** At a moment in Unix ms; without it, now. */
  resolve: (selectors: LabelMatcher[][], at?: number) => Promise<Resolution>;
}

export function ExplainView({ expressions, preset, datasource, range: { from, to }, read, resolve }: Props) {
  const latest = useRef(resolve);
  useEffect(() => {
    latest.current = resolve;
  });
  const texts = JSON.stringify(expressions);
  const { selectors, unknown, explained } = useMemo(() => {
    const readings = (JSON.parse(texts) as string[]).map(read);
    return {
      selectors: readings.flatMap(({ selectors }) => selectors),
      unknown: [...new Set(readings.flatMap(({ unknown }) => unknown))],
      explained: explainedOf(
        readings.flatMap(({ moments }) => moments),
        { from, to }
      ),
    };
  }, [texts, read, from, to]);
  const load = useCallback(
    async () => (selectors.length > 0 ? latest.current(selectors, explained.at) : undefined),
    [selectors, explained]
  );
  const { answer, error, reload } = useLoaded(load, [datasource, texts]);
  const notices = <Notices {...{ unknown, explained }} />;

  if (selectors.length === 0) {
    return (
      <Problem
        title={
          unknown.length > 0 ? 'What the query selects is known to its dashboard alone' : 'The query names no metric'
        }
        expressions={expressions}
        notices={notices}
      >
        Memledger looks for the selectors of a PromQL query, such as{' '}
        <code>{'container_memory_rss{namespace="shop"}'}</code>.
      </Problem>
    );
  }
  if (error) {
    return (
      <Alert severity="error" title="The containers could not be read">
        <p>{error}</p>
        <Button variant="secondary" size="sm" icon="sync" onClick={reload}>
          Try again
        </Button>
      </Alert>
    );
  }
  if (!answer) {
    return <LoadingPlaceholder text="Looking for the containers of the query…" />;
  }
  const hrefOf = (identity: Resolution['containers'][number]) =>
    appUrls.container({ datasource, ...identity, ...preset, ...explained.range });
  const isTold = answer.ignored.length > 0 || unknown.length > 0 || explained.notice !== undefined;
  if (answer.containersTotal === 1 && !isTold) {
    return <Navigate to={hrefOf(answer.containers[0])} replace />;
  }
  if (answer.containersTotal === 0) {
    return (
      <Problem title="No container fits the query" expressions={expressions} notices={notices}>
        <Unpaired answer={answer} />
        <TextLink href={appUrls.setup({ datasource })}>Setup</TextLink> says which containers and Go services are known,
        and by which labels.
      </Problem>
    );
  }
  return <Choice {...{ answer, datasource, expressions, notices, hrefOf }} />;
}

/** What of the query is not, or not as it stands, what is explained. */
function Notices({ unknown, explained: { notice } }: { unknown: string[]; explained: Explained }) {
  return (
    <>
      {notice && (
        <Alert severity={notice.isMoved ? 'info' : 'warning'} title={notice.title}>
          {notice.text}
        </Alert>
      )}
      {unknown.length > 0 && (
        <Alert severity="info" title={`Not looked at: ${unknown.join(', ')}`}>
          The values of variables are known to their dashboard alone: from the menu of its panel a query comes with
          them. Without them there may be more containers here than the query means.
        </Alert>
      )}
    </>
  );
}

interface ProblemProps {
  title: string;
  expressions: string[];
  notices: React.ReactNode;
}

function Problem({ title, expressions, notices, children }: React.PropsWithChildren<ProblemProps>) {
  return (
    <>
      {notices}
      <EmptyState variant="not-found" message={title} hideImage>
        <Queries expressions={expressions} />
        <div>{children}</div>
      </EmptyState>
    </>
  );
}

function Queries({ expressions }: { expressions: string[] }) {
  const styles = useStyles2(getStyles);
  return <pre className={styles.query}>{expressions.join('\n')}</pre>;
}

interface ChoiceProps extends Pick<Props, 'datasource' | 'expressions'> {
  answer: Resolution;
  notices: React.ReactNode;
  hrefOf: (identity: Resolution['containers'][number]) => string;
}

function Choice({ answer, datasource, expressions, notices, hrefOf }: ChoiceProps) {
  const styles = useStyles2(getStyles);
  const { containers, containersTotal, ignored } = answer;
  return (
    <>
      <h2>{containersTotal === 1 ? 'One container fits' : `${containersTotal} containers fit`}</h2>
      <Queries expressions={expressions} />
      {notices}
      {ignored.length > 0 && (
        <Alert severity="info" title={`Not looked at: ${ignored.join(', ')}`}>
          No container is known by {ignored.length === 1 ? 'that label' : 'these labels'} here, so there may be more
          than the query means.
        </Alert>
      )}
      <ul className={styles.list}>
        {containers.map((identity) => (
          <li key={labelOf(identity)}>
            <TextLink href={hrefOf(identity)}>{labelOf(identity)}</TextLink>
          </li>
        ))}
      </ul>
      {containersTotal > containers.length && (
        <p>
          The first {containers.length} of {containersTotal}.{' '}
          <TextLink href={appUrls.fleet({ datasource })}>Fleet</TextLink> has all of them.
        </p>
      )}
      <Unpaired answer={answer} />
    </>
  );
}

/** Go processes that the query means and that belong to no container: their heap is known, the rest is not. */
function Unpaired({ answer: { unpaired } }: { answer: Resolution }) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list}>
      {unpaired.map(({ labels, problem }) => (
        <li key={JSON.stringify(labels)}>
          {labels.job} at {labels.instance}: a Go process without container. {problem}
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ marginLeft: theme.spacing(3) }),
  query: css({
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    textAlign: 'left',
    maxHeight: theme.spacing(20),
    overflow: 'auto',
  }),
});
