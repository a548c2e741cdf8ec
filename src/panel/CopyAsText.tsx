import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, TextArea, useStyles2 } from '@grafana/ui';
import React from 'react';

interface ButtonProps {
  getText: () => string;
  disabled?: boolean;
  /** Without its words. */
  isNarrow?: boolean;
  /** With the text where the browser forbids to copy it, else undefined. */
  onResult: (uncopied: string | undefined) => void;
}

export function CopyAsText({ getText, disabled, isNarrow, onResult }: ButtonProps) {
  return (
    <ClipboardButton
      size="sm"
      variant="secondary"
      fill="text"
      icon="copy"
      aria-label="Copy as text"
      disabled={disabled}
      getText={getText}
      onClipboardCopy={() => onResult(undefined)}
      onClipboardError={onResult}
    >
      {isNarrow ? '' : 'Copy as text'}
    </ClipboardButton>
  );
}

/** The text to copy by hand. */
export function UncopiedText({ text }: { text: string | undefined }) {
  const styles = useStyles2(getStyles);
  return text === undefined ? null : (
    <label className={styles.text}>
      The browser forbids to copy; here is the text:
      <TextArea readOnly rows={8} value={text} onFocus={(event) => event.currentTarget.select()} autoFocus />
    </label>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({ display: 'block', textarea: { fontFamily: theme.typography.fontFamilyMonospace } }),
});
