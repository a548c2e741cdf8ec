import { css } from '@emotion/css';
import { type DataFrame, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { textOf } from '../../components/rows';
import { VerdictText } from '../../components/VerdictText';
import { CopyAsText, UncopiedText } from '../CopyAsText';
import { cutNotice, MAX_CONTAINERS } from '../cut';
import { ContainerTitle } from '../gap/ContainerTitle';
import { type VerdictOptions } from '../options';
import { copyText } from './copyText';
import { verdictsOf } from './containerVerdicts';

export interface VerdictsProps {
  /** Answers of any query; those that are no table of verdicts are skipped. */
  frames: DataFrame[];
  width: number;
  height: number;
  options: VerdictOptions;
}

/** With more, what to do of each is behind a click. */
const MOST_OPEN = 2;

/** What makes the memory of one or several containers large, what grows, and what to do. */
export function Verdicts({ frames, width, height, options }: VerdictsProps) {
  const styles = useStyles2(getStyles);
  const [uncopied, setUncopied] = useState<string>();
  const all = useMemo(() => verdictsOf(frames), [frames]);
  const shown = all.slice(0, MAX_CONTAINERS);
  return (
    <div className={styles.scroll} style={{ width, height }} tabIndex={0} role="group" aria-label="Verdict">
      {shown.map((verdict, i) => (
        <section key={verdict.key} aria-label={`Verdict on ${verdict.title}`} className={styles.container}>
          <div className={styles.head}>
            <ContainerTitle gap={verdict} />
            {i === 0 && <CopyAsText getText={() => copyText(shown)} onResult={setUncopied} />}
          </div>
          {i === 0 && <UncopiedText text={uncopied} />}
          {textOf(verdict.row.summary) ? (
            <VerdictText row={verdict.row} showsEvidence={options.showEvidence} isBrief={shown.length > MOST_OPEN} />
          ) : (
            <p className={styles.note}>
              Too little is told of it for a verdict. Setup in the Memledger app says what is missing.
            </p>
          )}
        </section>
      ))}
      {all.length > shown.length && <p className={styles.note}>{cutNotice(shown.length, all.length)}</p>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'hidden', overflowY: 'auto', paddingRight: theme.spacing(1) }),
  container: css({
    '& + &': {
      marginTop: theme.spacing(1),
      paddingTop: theme.spacing(1),
      borderTop: `1px solid ${theme.colors.border.weak}`,
    },
  }),
  head: css({ display: 'flex', alignItems: 'center', justifyContent: 'space-between' }),
  note: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
