import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useRef } from 'react';
import { OffScaleNote } from '../breakdown/OffScaleNote';
import { BreakdownPlot } from '../breakdown/BreakdownPlot';
import { type Drawing } from '../breakdown/drawing';
import { type ContainerLedger } from '../breakdown/ledger';
import { type HiddenIds } from '../breakdown/visibility';
import { type TimelineEvent } from './events';
import { MomentKeys } from './MomentKeys';
import { type Pair, type Side, timeAt } from './moments';
import { PlotMarks } from './PlotMarks';
import { type TimelineProps } from './Timeline';

interface Props extends TimelineProps {
  ledger: ContainerLedger;
  drawing: Drawing;
  events: TimelineEvent[];
  hidden: HiddenIds;
  titleHeight: number;
  isAlone: boolean;
  isChosen: boolean;
  /** Where the two moments are of this container. */
  pair?: Pair;
  selected?: string;
  onChoose: () => void;
  onMoment: (side: Side, time: number) => void;
  onSelect: (event: TimelineEvent) => void;
}

const SIDES = ['a', 'b'] as const;
/** The same for all, or the time axes would not line up. */
const COLUMN = { id: 'memledger-timeline', amountAxisWidth: 68 };

/** The breakdown of one container with its events; a click or Enter takes a moment for the comparison. */
export function TimelinePlot(props: Props) {
  const { ledger, drawing, events, titleHeight, isAlone, isChosen, pair, selected, onChoose, onMoment, onSelect } =
    props;
  const styles = useStyles2(getStyles);
  const nextSide = useRef<Side>('a');
  const take = (side: Side, row: number) => {
    onMoment(side, timeAt(ledger, row));
    nextSide.current = side === 'a' ? 'b' : 'a';
  };
  const moments = pair
    ? SIDES.flatMap((side) =>
        pair[side] < 0 ? [] : [{ letter: side.toUpperCase(), time: timeAt(ledger, pair[side]) }]
      )
    : [];
  return (
    <div>
      <div className={styles.title} style={{ height: titleHeight }}>
        {isAlone ? (
          <strong>{ledger.title}</strong>
        ) : (
          <Button
            size="sm"
            variant="secondary"
            fill="text"
            aria-pressed={isChosen}
            tooltip="Compare two moments of it"
            onClick={onChoose}
          >
            {ledger.title}
          </Button>
        )}
        <OffScaleNote drawing={drawing} />
      </div>
      <BreakdownPlot
        {...props}
        showTimeAxis
        column={isAlone ? undefined : COLUMN}
        tooltipFooter={(row, dismiss) => (
          <div className={styles.actions}>
            {SIDES.map((side) => (
              <Button
                key={side}
                size="sm"
                variant="secondary"
                onClick={() => {
                  take(side, row);
                  dismiss();
                }}
              >
                Take as {side.toUpperCase()}
              </Button>
            ))}
          </div>
        )}
        decorate={(config, rowAt) => (
          <>
            <PlotMarks
              config={config}
              events={events}
              selected={selected}
              onSelect={onSelect}
              moments={moments}
              timeZone={props.timeZone}
            />
            <MomentKeys config={config} onEnter={(dataIdx) => take(nextSide.current, rowAt(dataIdx))} />
          </>
        )}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({
    display: 'flex',
    gap: theme.spacing(1),
    alignItems: 'center',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  actions: css({ display: 'flex', gap: theme.spacing(1), marginTop: theme.spacing(1) }),
});
