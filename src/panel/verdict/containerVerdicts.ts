import { type DataFrame, type LinkModel } from '@grafana/data';
import { identityOf } from '../../components/identity';
import { type Row, rowsOfFrame } from '../../components/rows';
import { titlesOf } from '../breakdown/ledger';
import { linksAt } from '../tools/links';
import { isAnswerOf } from '../view';

/** The verdict on one container. */
export interface ContainerVerdict {
  key: string;
  title: string;
  /** Data links of its row. */
  links: () => LinkModel[];
  row: Row;
}

export const isVerdictFrame = (frame: DataFrame) => isAnswerOf('verdict', frame);

/** The containers in the frames that are ours, in the order of the answer: that is the query's rank. */
export function verdictsOf(frames: DataFrame[]): ContainerVerdict[] {
  const all = frames.filter(isVerdictFrame).flatMap((frame, frameIndex) =>
    rowsOfFrame(frame).map((row, i) => ({
      key: `${frameIndex} ${i}`,
      links: () => linksAt(frame, ['container'], i),
      row,
    }))
  );
  const titles = titlesOf(all.map(({ row }) => ({ ...identityOf(row) })));
  return all.map((verdict, i) => ({ ...verdict, title: titles[i] }));
}
