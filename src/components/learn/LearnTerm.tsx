import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useContext } from 'react';
import { LearnContext, type LearnId } from './context';

interface Props {
  /** Of the domain; names come from answers too, so an id that this version does not know is possible. */
  id: LearnId | (string & {});
  children: React.ReactNode;
}

/** A name that opens what there is to know about it. */
export function LearnTerm({ id, children }: Props) {
  const styles = useStyles2(getStyles);
  const open = useContext(LearnContext);
  if (!open) {
    return <>{children}</>;
  }
  return (
    <button type="button" className={styles.term} aria-haspopup="dialog" onClick={() => open(id)}>
      {children}
    </button>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  term: css({
    padding: 0,
    border: 'none',
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'inherit',
    textDecoration: 'underline dotted',
    textUnderlineOffset: '0.2em',
    '&:hover': { color: theme.colors.text.primary, textDecorationStyle: 'solid' },
  }),
});
