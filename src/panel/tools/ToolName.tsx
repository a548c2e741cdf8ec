import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Tooltip, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Tool } from './toolsTable';

interface Props {
  tool: Tool;
  isPinned: boolean;
  onToggle: (button: HTMLElement) => void;
}

/** A tool by its name, which pins it, with what it counts and who says so. */
export function ToolName({ tool, isPinned, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <Tooltip content={<About tool={tool} />}>
      <button
        type="button"
        className={cx(styles.name, tool.match !== 'no' && styles.ours, isPinned && styles.pinned)}
        aria-pressed={isPinned}
        onClick={({ currentTarget }) => onToggle(currentTarget)}
      >
        {tool.label}
      </button>
    </Tooltip>
  );
}

function About({ tool: { label, help, source, ref, formatted } }: { tool: Tool }) {
  return (
    <>
      <div>
        <strong>
          {label}
          {formatted && `: ${formatted}`}
        </strong>
      </div>
      {help && <div>{help}</div>}
      {source && <div>Read as {source}</div>}
      {ref && <div>Known from {ref}</div>}
      <div>Click to pin or unpin this tool.</div>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({
    padding: 0,
    border: 'none',
    background: 'none',
    color: 'inherit',
    fontSize: 'inherit',
    textAlign: 'left',
    borderRadius: theme.shape.radius.default,
    '&:hover': { color: theme.colors.text.link, textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 1 },
  }),
  ours: css({ color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium }),
  pinned: css({ textDecoration: 'underline', textUnderlineOffset: 3 }),
});
