import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import React from 'react';

interface Props {
  /** What it is, for the button's name and for those who do not see the code. */
  label: string;
  code: string;
}

export function CodeBlock({ label, code }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.block}>
      {/* Reachable with the keyboard where a line is wider than the block. */}
      <pre className={styles.code} tabIndex={0} aria-label={label}>
        {code}
      </pre>
      <ClipboardButton
        className={styles.copy}
        variant="secondary"
        size="sm"
        icon="copy"
        getText={() => code}
        aria-label={`Copy ${label}`}
      >
        Copy
      </ClipboardButton>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  block: css({
    position: 'relative',
    maxWidth: theme.spacing(100),
    marginBottom: theme.spacing(1),
  }),
  code: css({
    margin: 0,
    padding: theme.spacing(1, 11, 1, 1.5),
    overflowX: 'auto',
    whiteSpace: 'pre',
  }),
  copy: css({
    position: 'absolute',
    top: theme.spacing(0.75),
    right: theme.spacing(0.75),
  }),
});
