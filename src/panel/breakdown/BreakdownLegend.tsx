import { PanelContextProvider, usePanelContext, VizLegend } from '@grafana/ui';
import { type VizLegendOptions } from '@grafana/schema';
import React, { type MouseEvent, useMemo } from 'react';
import { type LegendItem } from './legendItems';

interface Props {
  items: LegendItem[];
  options: VizLegendOptions;
  placement: VizLegendOptions['placement'];
  onToggle: (id: string, addToSelection: boolean) => void;
}

export function BreakdownLegend({ items, options, placement, onToggle }: Props) {
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
