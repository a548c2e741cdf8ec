import { type LedgerPanelOptions } from '../options';
import { type Layer, type LayerData, layersOf, stack } from './layers';
import { type ContainerLedger, type LedgerSeries } from './ledger';
import { splitOffScale } from './scale';
import { shares } from './shares';
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

export function prepareDrawing(
  ledger: ContainerLedger,
  overlayIds: string[],
  hidden: HiddenIds,
  measure: LedgerPanelOptions['measure'] = 'bytes'
): Drawing {
  const isShown = ({ id, field }: LedgerSeries) => !hidden.has(id) && !field.config.custom?.hideFrom?.viz;
  const overlays = chosenOverlays(ledger, overlayIds);
  const classLayers = layersOf(ledger.classes.filter(isShown), []);
  const rowAt = (dataIdx: number) => dataIdx;
  if (measure === 'share') {
    // A limit as a share of usage would tell nothing that a person could use.
    return { overlays, layers: classLayers, data: shares(ledger, classLayers), offScale: [], rowAt };
  }
  const { lines, offScale } = splitOffScale(overlays.filter(isShown), stack(ledger, classLayers));
  const layers = [...classLayers, ...layersOf([], lines)];
  return { overlays, layers, data: stack(ledger, layers), offScale, rowAt };
}

/** The lines that the panel is asked to show, of those that the ledger has. */
export function chosenOverlays({ classes, overlays }: ContainerLedger, overlayIds: string[]): LedgerSeries[] {
  const unit = classes[0]?.field.config.unit;
  // Goroutines stand beside the ledger too, but have no place on an axis of bytes.
  const hasSameUnit = ({ field }: LedgerSeries) => unit === undefined || field.config.unit === unit;
  return overlays.filter((overlay) => overlayIds.includes(overlay.id) && hasSameUnit(overlay));
}
