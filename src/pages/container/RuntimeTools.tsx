import { css } from '@emotion/css';
import { type DataFrame, type GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import React from 'react';
import { rowsOf, textOf } from '../../components/rows';
import { formulaById } from '../../datasource/query';

interface PrintedByTool {
  formula: string;
  formatted: string;
}

/** What the tools of the container's own runtime print, in the backend's order; a row per formula. */
export function toolsOfRuntime(frames: DataFrame[]): { runtime: string; tools: PrintedByTool[] } {
  const rows = rowsOf(frames, 'tools').filter(({ runtime_match: match }) => match === 'yes');
  const tools = new Map<string, PrintedByTool>();
  for (const row of rows) {
    const [formula, formatted] = [textOf(row.formula), textOf(row.formatted)];
    if (formula && formatted) {
      tools.set(formula, { formula, formatted });
    }
  }
  return { runtime: textOf(rows[0]?.runtime) ?? '', tools: [...tools.values()] };
}

interface Props {
  frames: DataFrame[];
  tool: string;
  onTool: (tool: string) => void;
}

/** No series tells which version a person has, so each version's number stands there, to be chosen. */
export function RuntimeTools({ frames, tool, onTool }: Props) {
  const styles = useStyles2(getStyles);
  const { runtime, tools } = toolsOfRuntime(frames);
  if (tools.length === 0) {
    return null;
  }
  return (
    <section aria-label={`What the tools of ${runtime} print`} className={styles.line}>
      <span className={styles.label}>{runtime} prints, by version:</span>
      {tools.map(({ formula, formatted }) => (
        <Button
          key={formula}
          variant={formula === tool ? 'primary' : 'secondary'}
          fill="outline"
          size="sm"
          aria-pressed={formula === tool}
          tooltip={formulaById(formula)?.help}
          onClick={() => onTool(formula)}
        >
          {formulaById(formula)?.label ?? formula}: {formatted}
        </Button>
      ))}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0.5, 1) }),
  label: css({ color: theme.colors.text.secondary }),
});
