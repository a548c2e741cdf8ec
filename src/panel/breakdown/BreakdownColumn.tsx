import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { type Rect, useVirtualizer } from '@tanstack/react-virtual';
import React, { useEffect, useId, useMemo, useRef } from 'react';
import { type BreakdownProps } from './Breakdown';
import { BreakdownPlot, type BreakdownPlotProps } from './BreakdownPlot';
import { prepareDrawing } from './drawing';
import { type ContainerLedger } from './ledger';
import { OffScaleNote } from './OffScaleNote';
import { type HiddenIds } from './visibility';

interface Props extends BreakdownProps {
  containers: ContainerLedger[];
  hidden: HiddenIds;
}

const MIN_PLOT_HEIGHT = 110;
const TITLE_HEIGHT = 24;
const AMOUNT_AXIS_WIDTH = 68;
/** Drawn beyond what is seen, so that Tab and a turn of the wheel find the next ones there. */
const BEYOND = 1;

/** Plots under each other, as many as there are containers; only those in view are drawn. */
export function BreakdownColumn({ containers, ...props }: Props) {
  const { width, height } = props;
  const styles = useStyles2(getStyles);
  const columnId = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const tellSize = useRef<(size: Rect) => void>();
  const available = Math.floor(height / containers.length) - TITLE_HEIGHT;
  const plotHeight = Math.max(available, MIN_PLOT_HEIGHT);
  const rowHeight = plotHeight + TITLE_HEIGHT;
  // One time axis at the foot saves room, but is out of sight where the plots have to scroll.
  const hasTimeAxes = available < MIN_PLOT_HEIGHT || plotHeight > MIN_PLOT_HEIGHT * 1.5;

  // The lint speaks of the React compiler, which nothing here is built with.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: containers.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: BEYOND,
    initialRect: { width, height },
    // The panel says how large it is.
    observeElementRect: (_, tell) => {
      tellSize.current = tell;
    },
  });
  useEffect(() => {
    tellSize.current?.({ width, height });
    virtualizer.measure();
  }, [virtualizer, width, height, rowHeight]);

  return (
    <div ref={scroll} className={styles.column} style={{ width, height }} data-testid="memledger-column">
      <div className={styles.all} style={{ height: rowHeight * containers.length }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const ledger = containers[index];
          return (
            ledger && (
              // With another number of rows a plot gets data and height at once, and UPlotChart would take the height only.
              <div key={`${containers.length} ${ledger.key}`} className={styles.row} style={{ top: start }}>
                <Row
                  {...props}
                  ledger={ledger}
                  height={plotHeight}
                  showTimeAxis={hasTimeAxes || index === containers.length - 1}
                  column={{ id: columnId, amountAxisWidth: AMOUNT_AXIS_WIDTH }}
                />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

type RowProps = Omit<BreakdownPlotProps, 'drawing' | 'options'> & Pick<Props, 'options'>;

function Row(props: RowProps) {
  const { ledger, hidden, options } = props;
  const styles = useStyles2(getStyles);
  const drawing = useMemo(
    () => prepareDrawing(ledger, options.overlays, hidden, options.measure),
    [ledger, options.overlays, hidden, options.measure]
  );
  return (
    <>
      <div className={styles.title} style={{ height: TITLE_HEIGHT }}>
        <strong>{ledger.title}</strong>
        <OffScaleNote drawing={drawing} />
      </div>
      <BreakdownPlot {...props} drawing={drawing} />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  column: css({ overflowX: 'hidden', overflowY: 'auto' }),
  all: css({ position: 'relative' }),
  row: css({ position: 'absolute', left: 0, width: '100%' }),
  title: css({
    display: 'flex',
    gap: theme.spacing(1),
    alignItems: 'end',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
