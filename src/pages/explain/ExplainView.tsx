import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, EmptyState, LoadingPlaceholder, TextLink, useStyles2 } from '@grafana/ui';
import React, { useCallback, useEffect, useRef } from 'react';
import { Navigate } from 'react-router-dom';
import { labelOf } from '../../components/identity';
import { appUrls } from '../../components/links';
import { useLoaded } from '../../components/useLoaded';
import { type LabelMatcher, type Resolution } from '../../datasource/resolution';
import { type Preset } from './preset';

interface Props {
  /** PromQL, as it was where the person came from. */
  expressions: string[];
  datasource: string;
  /** The tool and the heap that they speak of. */
  preset: Preset;
  /** Unix ms or what Grafana's time picker writes. */
  range: { from?: string; to?: string };
  read: (expression: string) => LabelMatcher[][];
  resolve: (selectors: LabelMatcher[][]) => Promise<Resolution>;
}

export function ExplainView({ expressions, preset, datasource, range, read, resolve }: Props) {
  const latest = useRef(resolve);
  useEffect(() => {
    latest.current = resolve;
  });
  const load = useCallback(
    async ([_uid, ...texts]: string[]) => {
      const selectors = texts.flatMap(read);
      return selectors.length > 0 ? latest.current(selectors) : undefined;
    },
    [read]
  );
  const { answer, error, reload } = useLoaded(load, [datasource, ...expressions]);

  if (expressions.flatMap(read).length === 0) {
    return (
      <Problem title="The query names no metric" expressions={expressions}>
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
  if (answer.containersTotal === 1 && answer.ignored.length === 0) {
    return <Navigate to={appUrls.container({ datasource, ...answer.containers[0], ...preset, ...range })} replace />;
  }
  if (answer.containersTotal === 0) {
    return (
      <Problem title="No container fits the query" expressions={expressions}>
        <Unpaired answer={answer} />
        <TextLink href={appUrls.setup({ datasource })}>Setup</TextLink> says which containers and Go services are known,
        and by which labels.
      </Problem>
    );
  }
  return <Choice {...{ answer, datasource, preset, range, expressions }} />;
}

function Problem({ title, expressions, children }: React.PropsWithChildren<{ title: string; expressions: string[] }>) {
  return (
    <EmptyState variant="not-found" message={title} hideImage>
      <Queries expressions={expressions} />
      <p>{children}</p>
    </EmptyState>
  );
}

function Queries({ expressions }: { expressions: string[] }) {
  const styles = useStyles2(getStyles);
  return <pre className={styles.query}>{expressions.join('\n')}</pre>;
}

type ChoiceProps = Pick<Props, 'datasource' | 'preset' | 'range' | 'expressions'> & { answer: Resolution };

function Choice({ answer, datasource, preset, range, expressions }: ChoiceProps) {
  const styles = useStyles2(getStyles);
  const { containers, containersTotal, ignored } = answer;
  return (
    <>
      <h2>{containersTotal === 1 ? 'One container fits' : `${containersTotal} containers fit`}</h2>
      <Queries expressions={expressions} />
      {ignored.length > 0 && (
        <Alert severity="info" title={`Not looked at: ${ignored.join(', ')}`}>
          No container is known by {ignored.length === 1 ? 'that label' : 'these labels'} here, so there may be more
          than the query means.
        </Alert>
      )}
      <ul className={styles.list}>
        {containers.map((identity) => (
          <li key={labelOf(identity)}>
            <TextLink href={appUrls.container({ datasource, ...identity, ...preset, ...range })}>
              {labelOf(identity)}
            </TextLink>
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
