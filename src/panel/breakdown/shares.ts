import { type Layer, type LayerData, stack, valuesOf } from './layers';
import { type ContainerLedger } from './ledger';

/**
 * The stack as parts of all that is used: 1 is usage, which the classes fill to the byte; hidden ones too, so that
 * hiding one makes no other grow. Where usage is nothing there are no parts.
 */
export function shares(ledger: ContainerLedger, layers: Layer[]): LayerData {
  const [time, ...edges] = stack(ledger, layers);
  const classes = ledger.classes.map(valuesOf);
  const whole = time.map((_, i) => classes.reduce((sum, values) => sum + (values[i] ?? 0), 0));
  return [time, ...edges.map((edge) => edge.map((y, i) => (y === null || whole[i] <= 0 ? null : y / whole[i])))];
}
