import { css } from '@emotion/css';
import { type EventBus, type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { Alert, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { CopyAsText, UncopiedText } from '../CopyAsText';
import { copyText } from './copyText';
import { ContainerTitle } from './ContainerTitle';
import { type ContainerGap } from './gaps';
import { MomentControl } from './MomentControl';
import { type Moment } from './useMoment';

interface Props {
  gaps: ContainerGap[];
  /** Of one container the name stands here, which saves a line. */
  lone?: ContainerGap;
  at: number;
  moment: Moment;
  timeRange: TimeRange;
  timeZone: TimeZone;
  canAsk: boolean;
  eventBus?: EventBus;
  isNarrow: boolean;
}

/** The moment of the view, and all of it as text. */
export function GapToolbar({ gaps, lone, timeZone, isNarrow, ...moment }: Props) {
  const styles = useStyles2(getStyles);
  const [uncopied, setUncopied] = useState<string>();
  const { error } = moment.moment;
  return (
    <>
      <div className={styles.bar}>
        {lone && <ContainerTitle gap={lone} />}
        <MomentControl {...moment} timeZone={timeZone} />
        <span className={styles.space} />
        <CopyAsText
          getText={() => copyText(gaps, timeZone)}
          disabled={gaps.length === 0}
          isNarrow={isNarrow}
          onResult={setUncopied}
        />
      </div>
      {error && (
        <Alert severity="warning" title="No answer for that moment; this is the panel’s own">
          {error}
        </Alert>
      )}
      <UncopiedText text={uncopied} />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    minHeight: 24,
    '& > a, & > strong': { flex: 'none' },
  }),
  space: css({ flex: 1 }),
});
