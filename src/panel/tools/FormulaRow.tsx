import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { Bar } from './Bar';
import { foremost } from './order';
import { type Scale } from './scale';
import { ToolName } from './ToolName';
import { type ContainerTools, type Formula } from './toolsTable';
import { type FormatBytes, leftOutText, printedText } from './words';

interface Props {
  container: ContainerTools;
  formula: Formula;
  scale: Scale;
  width: number;
  format: FormatBytes;
  isPinned: boolean;
  /** Name only those tools that come first. */
  isBrief: boolean;
  pinnedTool: string;
  onPin: (tool: string) => void;
}

/** One sum: the tools that share it, what they print, and the bar of what they count. */
export function FormulaRow({ container, formula, scale, width, format, isPinned, isBrief, pinnedTool, onPin }: Props) {
  const styles = useStyles2(getStyles);
  const [lead] = formula.tools;
  const named = isBrief ? foremost(formula.tools) : formula.tools;
  const unnamed = formula.tools.length - named.length;
  const toggle = (tool: string, button: HTMLElement) => {
    onPin(tool === pinnedTool ? '' : tool);
    // A row that moves loses the focus of the button that moved it.
    requestAnimationFrame(() => button.focus());
  };
  return (
    <li className={cx(styles.row, isPinned && styles.pinned)} data-formula={formula.id}>
      <div className={styles.head}>
        <IconButton
          name={isPinned ? 'favorite' : 'star'}
          iconType={isPinned ? 'mono' : 'default'}
          size="sm"
          className={styles.pin}
          aria-pressed={isPinned}
          tooltip={`Pin ${lead.label} on top`}
          onClick={({ currentTarget }) => toggle(lead.id, currentTarget)}
        />
        <span className={styles.tools}>
          {named.map((tool, i) => (
            <React.Fragment key={tool.id}>
              {i > 0 && ' = '}
              <ToolName tool={tool} isPinned={tool.id === pinnedTool} onToggle={(button) => toggle(tool.id, button)} />
            </React.Fragment>
          ))}
          {unnamed > 0 && ` = ${unnamed} more`}
        </span>
        <strong className={styles.printed}>{printedText(formula, format)}</strong>
      </div>
      {formula.printed && <Bar container={container} formula={formula} scale={scale} width={width} format={format} />}
      <div className={styles.note}>{leftOutText(formula, format)}</div>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ padding: theme.spacing(0.5, 0) }),
  pinned: css({
    boxShadow: `inset 2px 0 ${theme.colors.primary.border}`,
    background: theme.colors.background.secondary,
  }),
  head: css({ display: 'flex', alignItems: 'baseline', gap: theme.spacing(0.5), paddingBottom: 2 }),
  tools: css({
    flex: 1,
    minWidth: 0,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
  }),
  printed: css({ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums', fontSize: theme.typography.h5.fontSize }),
  pin: css({ alignSelf: 'flex-start', flexShrink: 0, marginTop: 3 }),
  note: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
