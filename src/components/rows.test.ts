import { dataFrameFromJSON, type DataFrameJSON } from '@grafana/data';
import { readFileSync } from 'fs';
import path from 'path';
import { identityOf } from './identity';
import { rowsOf } from './rows';

const golden = (name: string) => {
  const text = readFileSync(path.join(__dirname, '../../pkg/frame/testdata', name), 'utf8');
  return dataFrameFromJSON(JSON.parse(text.replace(/^\/\/.*$/gm, '')) as DataFrameJSON);
};

it('takes only the frames of the query type that was asked for', () => {
  const frame = golden('containers.json');
  expect(rowsOf([frame], 'containers')).toHaveLength(frame.length);
  expect(rowsOf([frame], 'tools')).toEqual([]);
});

it('takes the identity from the columns that have one', () => {
  expect(identityOf({ node: 'host1', container: 'api', pod: null, namespace: '', usage: 5 })).toEqual({
    node: 'host1',
    container: 'api',
  });
});
