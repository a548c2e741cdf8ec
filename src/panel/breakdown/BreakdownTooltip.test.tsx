import { createTheme } from '@grafana/data';
import { SortOrder, TooltipDisplayMode } from '@grafana/schema';
import { render, screen, within } from '@testing-library/react';
import React from 'react';
import { ledgerFrame, STEP } from '../testdata/frames';
import { BreakdownTooltip, type BreakdownTooltipProps } from './BreakdownTooltip';
import { withDisplay } from './format';
import { containersOf } from './ledger';

const [ledger] = containersOf(withDisplay([ledgerFrame()], createTheme(), 'utc'));
const classOf = (id: string) => ledger.classes.find((series) => series.id === id)!;

function show(props: Partial<BreakdownTooltipProps>) {
  render(
    <BreakdownTooltip
      ledger={ledger}
      overlays={ledger.overlays.filter(({ id }) => id !== 'peak')}
      isHidden={() => false}
      dataIdx={STEP.activeCache}
      showAll={false}
      showTitle={false}
      options={{ mode: TooltipDisplayMode.Single, sort: SortOrder.None, hideZeros: true }}
      links={[]}
      {...props}
    />
  );
  return screen
    .getAllByRole('row')
    .map((row) =>
      [within(row).getByRole('rowheader'), ...within(row).getAllByRole('cell').slice(1)].map((cell) => cell.textContent)
    );
}

test('says what the hovered class is, how much, which part, and what it means', () => {
  const rows = show({ hovered: classOf('file_inactive') });
  expect(rows).toEqual([
    ['cgroup usage', '521 MiB', ''],
    ['Limit', '2.00 GiB', ''],
    ['Page cache, inactive', '300 MiB', '58%'],
  ]);
  expect(screen.getByText('2026-01-05 00:02:00')).toBeInTheDocument();
  expect(screen.getByText(/not a leak/)).toBeInTheDocument();
});

test('lists all classes that have something then, and what is unknown', () => {
  const names = show({ showAll: true, hovered: classOf('file_active') }).map(([name]) => name);
  expect(names).toContain('Heap objects');
  expect(names).not.toContain('Shared memory'); // 0 B at that moment
  expect(screen.getByRole('row', { name: /Heap objects unknown/ })).toBeInTheDocument();
});

test('sorts as the panel’s options say', () => {
  const rows = show({ showAll: true, options: { mode: TooltipDisplayMode.Multi, sort: SortOrder.Descending } });
  expect(rows[2][0]).toBe('Page cache, inactive');
  expect(rows[3][0]).toBe('Page cache, active');
});

test('leaves out what is switched off, and keeps the shares', () => {
  const rows = show({ showAll: true, isHidden: ({ id }) => id === 'file_inactive' });
  expect(rows.map(([name]) => name)).not.toContain('Page cache, inactive');
  expect(rows.find(([name]) => name === 'Page cache, active')?.[2]).toBe('38%');
});

test('a missed scrape is unknown, not zero', () => {
  expect(show({ dataIdx: STEP.missed })[0]).toEqual(['cgroup usage', 'unknown', '']);
});

describe('where a number comes from', () => {
  const [told] = containersOf(withDisplay([ledgerFrame()], createTheme(), 'utc'));
  const hovered = told.classes.find((series) => series.id === 'file_inactive')!;
  hovered.field.config.custom = { memledger: { exporter: 'memledger', formula: 'min(inactive_file, file − shmem)' } };

  test('is told on demand', () => {
    show({ hovered, ledger: told, showProvenance: true });
    expect(screen.getByText('min(inactive_file, file − shmem)')).toBeInTheDocument();
    expect(screen.getByText('memledger exporter')).toBeInTheDocument();
  });

  test('and only then', () => {
    show({ hovered, ledger: told });
    expect(screen.queryByText('memledger exporter')).not.toBeInTheDocument();
  });
});
