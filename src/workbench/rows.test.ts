import { dataFrameFromJSON, type DataFrameJSON } from '@grafana/data';
import { readFileSync } from 'fs';
import path from 'path';
import { identityOf, type Row, rowsOf, toolRows } from './rows';

const golden = (name: string) => {
  const text = readFileSync(path.join(__dirname, '../../pkg/frame/testdata', name), 'utf8');
  return dataFrameFromJSON(JSON.parse(text.replace(/^\/\/.*$/gm, '')) as DataFrameJSON);
};

const row = (name: string, group: string, bytes: number, counted: number | null): Row => ({
  ...{ formula: 'f', tool: 'a tool', formatted: '1 MiB', missing: null },
  ...{ name, group, bytes, counted },
});

describe('toolRows', () => {
  it('says "everything" of a tool that counts all classes that hold something', () => {
    const rows = [row('Heap', 'go_heap', 5, 5), row('Stacks', 'go_runtime', 0, 0), row('Kernel', 'kernel', 2, 2)];
    expect(toolRows(rows)).toEqual([{ formula: 'f', tool: 'a tool', formatted: '1 MiB', counts: 'everything' }]);
  });

  it('names whole groups, and the classes of a group that is counted in part', () => {
    const rows = [
      row('Heap', 'go_heap', 5, 5),
      row('Inactive', 'page_cache', 7, null),
      row('Active', 'page_cache', 3, 3),
      row('Unattributed', 'remainder', -1, -1),
    ];
    expect(toolRows(rows)[0]?.counts).toBe('Go heap · Active');
  });

  it('says what a tool that cannot be worked out misses', () => {
    const rows = [{ formula: 'f', tool: 'a tool', formatted: null, missing: 'usage', bytes: 1, counted: null }];
    expect(toolRows(rows)[0]).toMatchObject({ formatted: 'not known: usage missing', counts: '' });
  });
});

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
