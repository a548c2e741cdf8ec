import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { dialectName } from '../../components/dialects';
import { type Pair, type Setup } from '../../datasource/setup';
import { getTableStyles } from './tableStyles';
import { usePages } from './usePages';
import { labelsText, placeOf, ruleText } from './words';

const ROWS_A_PAGE = 25;

/** Container ← Go target, and why the two belong together. */
export function Pairs({ pairs, rules }: { pairs: Pair[]; rules: Setup['rules'] }) {
  const styles = useStyles2(getTableStyles);
  const { shown, pagination } = usePages(pairs, ROWS_A_PAGE);
  return (
    <>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Table of joins">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Container</th>
              <th scope="col">Go target</th>
              <th scope="col">Because</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((pair, index) => (
              <tr key={index} className={styles.first}>
                <th scope="row" className={styles.breaking}>
                  {placeOf(pair.container)}
                  <div className={styles.secondary}>{dialectName(pair.exporter)}</div>
                </th>
                <td>
                  <span aria-hidden>← </span>
                  <span className={styles.labels}>{labelsText(pair.target)}</span>
                  <div className={styles.secondary}>{dialectName(pair.dialect)}</div>
                </td>
                <td>{ruleText(pair.rule, rules)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pagination}
    </>
  );
}
