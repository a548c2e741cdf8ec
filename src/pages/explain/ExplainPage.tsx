import { type DataSourceInstanceSettings } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import React from 'react';
import { Navigate, useSearchParams } from 'react-router-dom';
import { listDatasources, openDatasource } from '../../components/datasources';
import { appUrls, DATASOURCE_TYPE } from '../../components/links';
import { type MemledgerDatasource } from '../../datasource/datasource';
import { type LabelMatcher } from '../../datasource/resolution';
import { type MemledgerOptions } from '../../datasource/types';
import { ExplainView } from './ExplainView';
import { presetOf } from './preset';
import { readQuery } from './selectors';

/** It is in no menu of Grafana's, which would name it after the section that apps are in. */
const PAGE = { text: 'Explain a query' };

/** Where "Explain this memory" leads: from somebody's PromQL to the container, or to the choice of one. */
export function ExplainPage() {
  const [search] = useSearchParams();
  const datasource = chosen(listDatasources([DATASOURCE_TYPE]), search);
  const expressions = search.getAll('expr');
  const [from, to] = [search.get('from') ?? undefined, search.get('to') ?? undefined];
  if (!datasource || expressions.length === 0) {
    // Those pages say what to do without a data source.
    return <Navigate to={appUrls.fleet()} replace />;
  }
  return (
    <PluginPage pageNav={PAGE} subTitle="The containers that the query is about.">
      <ExplainView
        expressions={expressions}
        // An alert's labels are its expression; the metrics of its rule come beside.
        preset={presetOf([...expressions, ...search.getAll('metric')])}
        datasource={datasource}
        range={{ from, to }}
        read={readQuery}
        resolve={(selectors, at) => resolve(datasource, selectors, at)}
      />
    </PluginPage>
  );
}

/** The data source that reads the same Prometheus, if one says so. */
function chosen(all: Array<DataSourceInstanceSettings<MemledgerOptions>>, search: URLSearchParams) {
  const named = all.find(({ uid }) => uid === search.get('datasource'));
  const prometheus = search.get('prometheus');
  const linked = prometheus ? all.find(({ jsonData }) => jsonData.linkedPrometheusUid === prometheus) : undefined;
  return (named ?? linked ?? all.find(({ isDefault }) => isDefault) ?? all[0])?.uid;
}

async function resolve(uid: string, selectors: LabelMatcher[][], at?: number) {
  const datasource = (await openDatasource(uid)) as unknown as MemledgerDatasource;
  return datasource.resolve(selectors, at);
}
