import { type Layer, type LayerData, layersOf, stack } from './layers';
import { type ContainerLedger, type LedgerSeries } from './ledger';
import { splitOffScale } from './scale';
import { type HiddenIds } from './visibility';

/** What one plot draws, and what it tells in words. */
export interface Drawing {
  /** The overlays that the panel is asked to show, switched off or not. */
  overlays: LedgerSeries[];
  layers: Layer[];
  data: LayerData;
  offScale: LedgerSeries[];
  /** The row of the ledger that a row of data shows. */
  rowAt: (dataIdx: number) => number;
}

export function prepareDrawing(ledger: ContainerLedger, overlayIds: string[], hidden: HiddenIds): Drawing {
  const isShown = ({ id, field }: LedgerSeries) => !hidden.has(id) && !field.config.custom?.hideFrom?.viz;
  const overlays = chosenOverlays(ledger, overlayIds);
  const classLayers = layersOf(ledger.classes.filter(isShown), []);
  const { lines, offScale } = splitOffScale(overlays.filter(isShown), stack(ledger, classLayers));
  const layers = [...classLayers, ...layersOf([], lines)];
  return { overlays, layers, data: stack(ledger, layers), offScale, rowAt: (dataIdx) => dataIdx };
}

function chosenOverlays({ classes, overlays }: ContainerLedger, overlayIds: string[]): LedgerSeries[] {
  const unit = classes[0]?.field.config.unit;
  // Goroutines stand beside the ledger too, but have no place on an axis of bytes.
  const hasSameUnit = ({ field }: LedgerSeries) => unit === undefined || field.config.unit === unit;
  return overlays.filter((overlay) => overlayIds.includes(overlay.id) && hasSameUnit(overlay));
}
