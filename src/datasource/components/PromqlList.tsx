import { css } from '@emotion/css';
import { isDateTime, type DateTime, type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { ClipboardButton, LinkButton, Text, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { linkedPrometheus } from '../../components/linkedDatasources';
import { datasourceSettingsUrl, exploreUrl, hrefOf } from '../../components/links';

interface Props {
  promql: string[];
  /** The data source whose settings name the linked one. */
  uid: string;
  range?: TimeRange;
}

/** Queries in PromQL, to copy, and to open where they can be asked on their own. */
export function PromqlList({ promql, uid, range }: Props) {
  const styles = useStyles2(getStyles);
  const linked = linkedPrometheus(uid);

  return (
    <>
      <div tabIndex={0} role="region" aria-label="Queries in PromQL" className={styles.scroll}>
        <ol className={styles.list}>
          {promql.map((expr, index) => (
            <li key={expr} className={styles.query}>
              <pre className={styles.promql}>{expr}</pre>
              {linked && (
                <LinkButton
                  variant="secondary"
                  size="sm"
                  icon="compass"
                  href={hrefOf(exploreUrl(linked, { expr }, range && addressRange(range)))}
                  target="_blank"
                  rel="noopener"
                  aria-label={`Open query ${index + 1} in Explore`}
                >
                  Open in Explore
                </LinkButton>
              )}
            </li>
          ))}
        </ol>
      </div>
      <div className={styles.actions}>
        {promql.length > 0 && (
          <ClipboardButton
            variant="secondary"
            size="sm"
            icon="copy"
            getText={() => promql.join('\n')}
            aria-label="Copy PromQL"
          >
            Copy
          </ClipboardButton>
        )}
        {!linked && (
          <Text color="secondary" variant="bodySmall">
            To open a query in Explore, choose a Linked Prometheus in the{' '}
            <TextLink href={datasourceSettingsUrl(uid)} variant="bodySmall" inline>
              settings of the data source
            </TextLink>
            .
          </Text>
        )}
      </div>
    </>
  );
}

/** As the person chose it: what was relative stays so. */
function addressRange({ raw }: TimeRange): { from: string; to: string } {
  const text = (moment: DateTime | string) => (isDateTime(moment) ? String(moment.valueOf()) : moment);
  return { from: text(raw.from), to: text(raw.to) };
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
  }),
  scroll: css({
    maxHeight: theme.spacing(40),
    overflow: 'auto',
  }),
  query: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
  }),
  promql: css({
    flex: `1 1 ${theme.spacing(50)}`,
    minWidth: 0,
    margin: 0,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  }),
  actions: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  }),
});
