import { css } from '@emotion/css';
import { type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { LoadingBar, useStyles2 } from '@grafana/ui';
import React, { useCallback, useMemo, useRef } from 'react';
import { LoadFailed, Notices } from '../../components/AnswerStates';
import { type Ask } from '../../components/ask';
import { NoDatasource, UnknownDatasource } from '../../components/DatasourceStates';
import { appUrls } from '../../components/links';
import { byteUnitOf } from '../../components/numbers';
import { addressOf } from '../../components/times';
import { useFrames } from '../../components/useFrames';
import { type MemledgerQuery } from '../../datasource/types';
import { countOf, facetValues, filterRows, isOfPast, sortRows } from './fleetFilter';
import { type FleetRow, isContainer, readFleet } from './fleetRows';
import { type FleetState } from './fleetState';
import { FleetTable } from './FleetTable';
import { FleetFilters, FleetToolbar } from './FleetToolbar';
import { NoContainers, NoMatch } from './states';
import { useTrends } from './useTrends';

interface Props {
  datasources: Array<{ uid: string; name: string }>;
  state: FleetState;
  onStateChange: (changed: Partial<FleetState>) => void;
  ask: Ask;
  /** The list is of its end; the sparklines are of all of it. */
  range: TimeRange;
  canAddDatasource: boolean;
  canCreateRules?: boolean;
}

/** More containers than this one page does not list. */
const MAX_ROWS = 10_000;

export function FleetView(props: Props) {
  const { datasources, state, onStateChange, canAddDatasource } = props;
  if (datasources.length === 0) {
    return <NoDatasource canAdd={canAddDatasource} />;
  }
  // A link from elsewhere may name a data source that is gone.
  const isKnown = datasources.some(({ uid }) => uid === state.datasource);
  return (
    <>
      <FleetToolbar datasources={datasources} state={state} onStateChange={onStateChange} />
      {isKnown ? <Fleet {...props} /> : <UnknownDatasource uid={state.datasource} />}
    </>
  );
}

function Fleet({ state, onStateChange, ask, range, canCreateRules }: Props) {
  const styles = useStyles2(getStyles);
  const { datasource, tool, heap, search, status, facets, sort } = state;
  const { by, isAscending } = sort;
  // What needs no past is sorted here, without asking anew.
  const rank = isOfPast(by) ? { rank: by } : {};
  const queries: MemledgerQuery[] = [
    { refId: 'fleet', queryType: 'fleet', version: 1, tool, heap, maxRows: MAX_ROWS, ...rank },
  ];
  const { frames, error, isLoading, reload } = useFrames(ask, datasource, queries, range);
  const answer = useMemo(() => frames && readFleet(frames), [frames]);
  const rows = useMemo(() => answer?.rows ?? [], [answer]);
  const ranked = useMemo(() => sortRows(rows, { by, isAscending }), [rows, by, isAscending]);
  const chosen = JSON.stringify(facets);
  const found = useMemo(
    () => filterRows(ranked, { search, status, facets: JSON.parse(chosen) }),
    [ranked, search, status, chosen]
  );
  const values = useMemo(() => facetValues(rows), [rows]);
  const { trendOf, onInView } = useTrends(ask, { datasource, tool, heap, range });

  const { from, to } = addressOf(range.raw);
  const hrefOfRow = useCallback(
    ({ identity, ...row }: FleetRow) =>
      identity.container && isContainer({ identity, ...row })
        ? appUrls.container({ datasource, ...identity, tool, heap, from, to })
        : undefined,
    [datasource, tool, heap, from, to]
  );
  const hasFilters = status !== '' || Object.values(facets).some((chosen) => chosen.length > 0);
  const searchInput = useRef<HTMLInputElement>(null);
  const onClear = () => {
    onStateChange({ search: '', status: '', facets: emptied(facets) });
    // The button that had the focus goes with the search.
    searchInput.current?.focus();
  };

  return (
    <section aria-label="Fleet" aria-busy={isLoading}>
      <FleetFilters facets={values} state={state} onStateChange={onStateChange} searchRef={searchInput} />
      <p role="status" className={styles.count}>
        {isLoading && !answer && 'Loading containers…'}
        {answer && countOf(found, rows)}
      </p>
      <div className={styles.bar}>{isLoading && <LoadingBar width={400} />}</div>
      {error && <LoadFailed what="The containers" message={error} datasource={datasource} onRetry={reload} />}
      {answer && <Notices notices={answer.notices} />}
      {answer && rows.length === 0 && <NoContainers datasource={datasource} />}
      {rows.length > 0 && found.length === 0 && <NoMatch search={search} hasFilters={hasFilters} onClear={onClear} />}
      {found.length > 0 && (
        <FleetTable
          rows={found}
          list={JSON.stringify([datasource, tool, heap, search, status, facets, sort])}
          datasource={datasource}
          canCreateRules={canCreateRules}
          unit={byteUnitOf(tool)}
          sort={sort}
          onSort={(next) => onStateChange({ sort: next })}
          hrefOfRow={hrefOfRow}
          trendOf={trendOf}
          onInView={onInView}
        />
      )}
    </section>
  );
}

const emptied = (facets: FleetState['facets']) => Object.fromEntries(Object.keys(facets).map((key) => [key, []]));

const getStyles = (theme: GrafanaTheme2) => ({
  count: css({
    margin: theme.spacing(1, 0, 0),
    color: theme.colors.text.secondary,
  }),
  bar: css({
    height: 2,
    margin: theme.spacing(0.5, 0),
    overflow: 'hidden',
  }),
});
