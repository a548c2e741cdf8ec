import { type DataFrame, type PanelOptionsEditorBuilder, type PanelProps } from '@grafana/data';
import { type ComponentType } from 'react';
import { type QueryType } from '../datasource/types';
import { type LedgerPanelOptions, type ViewId } from './options';

/** One way to look at an answer: a row of VIEWS. */
export interface View {
  id: ViewId;
  name: string;
  description: string;
  /** What the query editor calls the query that this view draws. */
  query: string;
  /** The types of such queries. */
  queryTypes: QueryType[];
  /** Is the frame the answer of such a query? Others are skipped: a Mixed panel brings them along. */
  isFrame: (frame: DataFrame) => boolean;
  /** Is there anything in the frames to draw? */
  hasData: (frames: DataFrame[]) => boolean;
  Component: ComponentType<PanelProps<LedgerPanelOptions>>;
  /** Which of Grafana's options it has no use for. */
  unused?: Array<'legend' | 'tooltip'>;
  /** Options of this view, and of others that draw the same; each is shown with `showIf: showIfView(…ids)`. */
  addOptions?: (builder: PanelOptionsEditorBuilder<LedgerPanelOptions>) => void;
}

export const showIfView =
  (...ids: ViewId[]) =>
  ({ view }: Pick<LedgerPanelOptions, 'view'>) =>
    ids.includes(view);

/** Is the frame the answer of this query type of our data source? */
export function isAnswerOf(queryType: string, frame: DataFrame): boolean {
  return frame.meta?.custom?.memledger?.queryType === queryType;
}
