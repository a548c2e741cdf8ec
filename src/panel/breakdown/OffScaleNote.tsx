import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Drawing } from './drawing';
import { formatAmount } from './format';
import { latestKnown } from './hover';
import { valueAt } from './layers';

/** A limit far above the stack is told, not drawn. */
export function OffScaleNote({ drawing, className }: { drawing: Drawing; className?: string }) {
  const styles = useStyles2(getStyles);
  const notes = drawing.offScale.map((line) => {
    const latest = latestKnown([line], line.field.values.length);
    return `${line.name} ${formatAmount(line.field, valueAt(line, latest))} (off scale)`;
  });
  return notes.length > 0 ? <div className={className ?? styles.note}>{notes.join(', ')}</div> : null;
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
