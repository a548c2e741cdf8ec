import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { PanelContextProvider, usePanelContext, useStyles2, VizLegend } from '@grafana/ui';
import { type VizLegendOptions } from '@grafana/schema';
import React, { type MouseEvent, useMemo } from 'react';
import { type LegendItem } from './legendItems';

interface Props {
  items: LegendItem[];
  /** What a person must know to read the values. */
  notes?: string[];
  options: VizLegendOptions;
  placement: VizLegendOptions['placement'];
  onToggle: (id: string, addToSelection: boolean) => void;
}

export function BreakdownLegend({ items, notes = [], options, placement, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  const panelContext = usePanelContext();
  // One item may stand for a class of several containers; Grafana's own toggle, which hides fields by their names and
  // saves that with the dashboard, would hide but one of them.
  const context = useMemo(() => ({ ...panelContext, onToggleSeriesVisibility: undefined }), [panelContext]);
  const onLabelClick = (item: LegendItem, event: MouseEvent<HTMLButtonElement>) => {
    if (item.data) {
      onToggle(item.data.id, event.ctrlKey || event.metaKey || event.shiftKey);
    }
  };
  return (
    <PanelContextProvider value={context}>
      {/* Above: below, it would be out of sight where the legend scrolls. */}
      {notes.map((note) => (
        <div key={note} className={styles.note}>
          {note}
        </div>
      ))}
      <VizLegend
        items={[...items]} // the table sorts what it is given
        placement={placement}
        displayMode={options.displayMode}
        sortBy={options.sortBy}
        sortDesc={options.sortDesc}
        isSortable // its column heads are visible only then
        onLabelClick={onLabelClick}
      />
    </PanelContextProvider>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({
    padding: theme.spacing(0, 1),
    textAlign: 'right',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
