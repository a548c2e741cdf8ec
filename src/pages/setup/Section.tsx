import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';

interface Props {
  title: string;
  description?: React.ReactNode;
  children: React.ReactNode;
}

export function Section({ title, description, children }: Props) {
  const id = useId();
  const styles = useStyles2(getStyles);
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {description && <p className={styles.description}>{description}</p>}
      {children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({
    ...theme.typography.h4,
    marginBottom: theme.spacing(0.5),
  }),
  description: css({
    maxWidth: theme.spacing(100),
    color: theme.colors.text.secondary,
  }),
});
