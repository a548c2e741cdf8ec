import '../nestedPublicPath';

import { DataSourcePlugin } from '@grafana/data';
import { ConfigEditor } from './components/ConfigEditor';
import { QueryEditor } from './components/QueryEditor';
import { MemledgerDatasource } from './datasource';
import { type MemledgerOptions, type MemledgerQuery } from './types';

export const plugin = new DataSourcePlugin<MemledgerDatasource, MemledgerQuery, MemledgerOptions>(MemledgerDatasource)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor);
