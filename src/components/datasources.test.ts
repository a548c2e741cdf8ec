import { getDataSourceSrv } from '@grafana/runtime';
import { listDatasources } from './datasources';

/* eslint-disable @typescript-eslint/no-deprecated */

jest.mock('@grafana/runtime', () => ({ getDataSourceSrv: jest.fn() }));

test('the data source that Grafana puts into every list is none of ours', () => {
  // What getList of Grafana 12.4 answers to a question for one type that it has none of.
  const getList = jest.fn().mockReturnValue([
    { uid: 'grafana', type: 'datasource', name: '-- Grafana --' },
    { uid: 'one', type: 'asked', name: 'One' },
  ]);
  jest.mocked(getDataSourceSrv).mockReturnValue({ getList } as never);
  expect(listDatasources(['asked']).map(({ uid }) => uid)).toEqual(['one']);
  expect(listDatasources(['other'])).toEqual([]);
});
