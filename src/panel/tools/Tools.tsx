import { css } from '@emotion/css';
import { type DataFrame, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { formatAmount, withDisplay } from '../breakdown/format';
import { cutNotice, MAX_CONTAINERS } from '../cut';
import { type LedgerPanelOptions } from '../options';
import { Axis } from './Axis';
import { ContainerSection } from './ContainerSection';
import { Legend } from './Legend';
import { usePinnedTool } from './pinnedTool';
import { scaleOf } from './scale';
import { containersOf, fieldOf } from './toolsTable';

export interface ToolsProps {
  /** Answers of any query; those that are no table of tools are skipped. */
  frames: DataFrame[];
  width: number;
  height: number;
  options: Pick<LedgerPanelOptions, 'pinnedTool' | 'showAllTools'>;
}

/** Without it a bar of a short panel would have no room. */
const MIN_HEIGHT_FOR_LEGEND = 240;

/** What each tool prints of one or several containers: a bar per distinct formula, all on one axis. */
export function Tools({ frames, width, height, options }: ToolsProps) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const [pinnedTool, pin] = usePinnedTool(options.pinnedTool);
  const all = useMemo(() => containersOf(withDisplay(frames, theme, 'browser')), [frames, theme]);
  const containers = all.slice(0, MAX_CONTAINERS);
  const bytes = containers[0] && fieldOf(containers[0].frame, 'bytes');
  if (!bytes) {
    return null;
  }
  const scale = scaleOf(containers, width, bytes.config.unit === 'decbytes' ? 1000 : 1024);
  const format = (value: number) => formatAmount(bytes, value);
  return (
    <div className={styles.scroll} style={{ width, height }} tabIndex={0} role="group" aria-label="Who counts what">
      <Axis scale={scale} format={format} />
      {containers.map((container) => (
        <ContainerSection
          key={container.key}
          container={container}
          scale={scale}
          width={width}
          format={format}
          pinnedTool={pinnedTool}
          onPin={pin}
          showAllTools={options.showAllTools}
        />
      ))}
      {all.length > containers.length && <p className={styles.note}>{cutNotice(containers.length, all.length)}</p>}
      {height >= MIN_HEIGHT_FOR_LEGEND && <Legend containers={containers} />}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'hidden', overflowY: 'auto', paddingRight: theme.spacing(1) }),
  note: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
