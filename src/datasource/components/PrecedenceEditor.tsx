import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, Stack, useStyles2 } from '@grafana/ui';
import React from 'react';
import { dialectName } from '../../components/dialects';
import { moved, orderOf, withOrder } from '../precedence';
import { type Precedence, RANKED_SIDES, type RankedSide } from '../types';

interface Props {
  precedence?: Precedence;
  readOnly?: boolean;
  onChange: (precedence: Precedence | undefined) => void;
}

const TITLES: Record<RankedSide, string> = { cgroup: 'Containers', go: 'Go runtime' };

/** Of several exporters that tell of one container, the first in the list is taken. */
export function PrecedenceEditor({ precedence, readOnly, onChange }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {RANKED_SIDES.map((side) => {
        const order = orderOf(side, precedence?.[side]);
        return (
          <div key={side} role="group" aria-label={`Order of ${TITLES[side]}`} className={styles.side}>
            <div className={styles.title}>{TITLES[side]}</div>
            <ol className={styles.list}>
              {order.map((id, index) => (
                <li key={id} className={styles.row}>
                  <span className={styles.rank}>{index + 1}</span>
                  <span className={styles.name}>{dialectName(id)}</span>
                  {!readOnly && (
                    <Stack gap={0.5}>
                      <IconButton
                        name="arrow-up"
                        tooltip={`Move ${dialectName(id)} up`}
                        disabled={index === 0}
                        onClick={() => onChange(withOrder(precedence, side, moved(order, index, -1)))}
                      />
                      <IconButton
                        name="arrow-down"
                        tooltip={`Move ${dialectName(id)} down`}
                        disabled={index === order.length - 1}
                        onClick={() => onChange(withOrder(precedence, side, moved(order, index, 1)))}
                      />
                    </Stack>
                  )}
                </li>
              ))}
            </ol>
          </div>
        );
      })}
      {!readOnly && (
        <Button
          variant="secondary"
          size="sm"
          icon="history"
          disabled={precedence === undefined}
          onClick={() => onChange(undefined)}
        >
          Default order
        </Button>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  side: css({
    marginBottom: theme.spacing(2),
  }),
  title: css({
    fontWeight: theme.typography.fontWeightMedium,
    marginBottom: theme.spacing(0.5),
  }),
  list: css({
    listStyle: 'none',
  }),
  row: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
  rank: css({
    minWidth: theme.spacing(2.5),
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
    textAlign: 'right',
  }),
  name: css({
    flex: 1,
  }),
});
