import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, TextLink, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { FormulaRow } from './FormulaRow';
import { LeftOutKey } from './Legend';
import { linksAt } from './links';
import { MarkTexts } from './Marks';
import { orderFormulas } from './order';
import { type Scale } from './scale';
import { type ContainerTools, type Formula } from './toolsTable';
import { type FormatBytes } from './words';

interface Props {
  container: ContainerTools;
  scale: Scale;
  width: number;
  format: FormatBytes;
  pinnedTool: string;
  onPin: (tool: string) => void;
  showAllTools: boolean;
}

/** Narrower than this the names of all tools leave no room for the bars. */
const MIN_WIDTH_FOR_ALL_NAMES = 640;

export function ContainerSection({ showAllTools, ...props }: Props) {
  const { container, scale, width, format, pinnedTool, onPin } = props;
  const styles = useStyles2(getStyles);
  const [isOpen, setIsOpen] = useState<boolean>();
  const showsRest = isOpen ?? showAllTools;
  const isBrief = !showsRest && width < MIN_WIDTH_FOR_ALL_NAMES;
  const { pinned, shown, rest } = orderFormulas(container.formulas, pinnedTool);
  const rows = [...(pinned ? [pinned] : []), ...shown, ...(showsRest ? rest : [])];
  const row = (formula: Formula) => (
    <FormulaRow
      key={formula.id}
      {...props}
      formula={formula}
      isPinned={formula === pinned}
      isBrief={isBrief}
      onPin={onPin}
    />
  );
  return (
    <div className={styles.section} role="group" aria-label={container.title}>
      <div className={styles.head}>
        <Title container={container} />
        <span className={styles.note}>{placeText(container)}</span>
        <span className={styles.marks}>
          <LeftOutKey />
          <MarkTexts container={container} scale={scale} format={format} />
        </span>
      </div>
      <ul className={styles.rows}>{rows.map(row)}</ul>
      {(rest.length > 0 || width < MIN_WIDTH_FOR_ALL_NAMES) && (
        <Button
          size="sm"
          fill="text"
          icon={showsRest ? 'angle-up' : 'angle-down'}
          aria-expanded={showsRest}
          onClick={() => setIsOpen(!showsRest)}
        >
          {showsRest ? 'Fewer tools' : allToolsText(rest.length)}
        </Button>
      )}
    </div>
  );
}

const allToolsText = (more: number) => (more > 0 ? `All tools (${more} more)` : 'All tools');

function Title({ container }: { container: ContainerTools }) {
  const [link] = linksAt(container.frame, ['container'], container.row);
  return (
    <strong>
      {link ? (
        <TextLink href={link.href} color="primary" inline={false} title={link.title}>
          {container.title}
        </TextLink>
      ) : (
        container.title
      )}
    </strong>
  );
}

/** Why these tools come first. */
function placeText({ runtime, cgroupVersion }: ContainerTools): string {
  const version = cgroupVersion === null ? 'cgroup version unknown' : `cgroup v${cgroupVersion}`;
  return `${runtime || 'Runtime unknown'} · ${version}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ marginBottom: theme.spacing(1) }),
  head: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: theme.spacing(1.5),
    padding: theme.spacing(0.75, 0, 0.25),
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  note: css({ color: theme.colors.text.secondary }),
  marks: css({ display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(2), marginLeft: 'auto' }),
  rows: css({ listStyle: 'none', margin: 0 }),
});
