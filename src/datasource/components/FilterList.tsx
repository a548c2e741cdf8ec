import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type QueryFilter } from '../types';
import { FilterRow, type Suggest } from './FilterRow';

interface Props {
  filters: QueryFilter[];
  onChange: (filters: QueryFilter[]) => void;
  suggest: Suggest;
  /** `$name` of the dashboard's variables, offered beside the server's values. */
  references: string[];
}

export function FilterList({ filters, onChange, suggest, references }: Props) {
  const styles = useStyles2(getStyles);

  return (
    <div role="group" aria-label="Filters" className={styles.list}>
      {filters.map((filter, index) => (
        <FilterRow
          // Filters have no identity but their place; no state of a row outlives a change of it.
          key={index}
          index={index}
          filter={filter}
          others={filters.filter((_, place) => place !== index)}
          onChange={(changed) => onChange(filters.map((old, place) => (place === index ? changed : old)))}
          onRemove={() => onChange(filters.filter((_, place) => place !== index))}
          suggest={suggest}
          references={references}
        />
      ))}
      <Button
        variant="secondary"
        size="sm"
        icon="plus"
        onClick={() => onChange([...filters, { key: 'container', operator: '=' }])}
      >
        Add filter
      </Button>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    maxWidth: '100%',
  }),
});
