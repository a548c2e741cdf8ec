import { type DataFrame, type LinkModel } from '@grafana/data';
import { fieldOf } from './toolsTable';

/** Data links of some columns for one row: the data source's, and those that the panel's options add. */
export function linksAt(frame: DataFrame, columns: string[], row: number): LinkModel[] {
  return columns.flatMap((column) => fieldOf(frame, column)?.getLinks?.({ valueRowIndex: row }) ?? []);
}
