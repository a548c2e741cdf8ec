import { dateTime, type TimeRange } from '@grafana/data';
import { fireEvent, render, screen, within } from '@testing-library/react';
import React, { type ComponentProps } from 'react';
import { of } from 'rxjs';
import { foreignFrame } from '../testdata/frames';
import { golden } from '../testdata/golden';
import { Gap } from './Gap';

const timeRange: TimeRange = {
  from: dateTime('2026-01-31T11:30:00Z'),
  to: dateTime('2026-01-31T12:00:15Z'),
  raw: { from: 'now-30m', to: 'now' },
};

function show(props: Partial<ComponentProps<typeof Gap>> = {}) {
  return render(
    <Gap
      frames={[foreignFrame(), golden('divergence-table-incident.json')]}
      width={1200}
      height={400}
      timeRange={timeRange}
      timeZone="utc"
      options={{ showClasses: false, followCrosshair: true }}
      {...props}
    />
  );
}

// By label and text: queries by role take seconds in a table of this size.
const api = () => within(screen.getByLabelText('host1 / api'));
const rowOf = (name: string, container = api()) =>
  [...container.getByText(name, { selector: 'th *' }).closest('tr')!.cells].map(({ textContent }) => textContent);

test('says what the tool prints, the heap and the gap, and what it is made of', () => {
  const { container } = show();
  const texts = (selector: string) => [...container.querySelectorAll(`section:first-of-type ${selector}`)];
  expect(texts('dt').map(({ textContent }) => textContent)).toEqual(['podman stats 4.0–4.6 prints', 'Go heap', 'Gap']);
  expect(texts('dd').map(({ textContent }) => textContent)).toEqual(['331 MB', '− 1.65 MB', '= 329 MB']);
  expect(api().getByText('97% of it is page cache, reclaimable')).toBeInTheDocument();
});

test('states the moment of the answer, in the time zone of the panel', () => {
  show();
  expect(screen.getByText('2026-01-31 12:00:15 UTC')).toBeInTheDocument();
});

test('groups come first; their classes show on a click or by arrow keys', () => {
  show();
  expect(rowOf('Page cache')).toEqual(['Page cache', '+319 MB', '97% · reclaimable']);
  expect(api().queryByText('Page cache, inactive')).not.toBeInTheDocument();
  const button = api().getByText('Page cache', { selector: 'button' });
  fireEvent.click(button);
  expect(rowOf('Page cache, inactive')).toEqual(['Page cache, inactive', '+319 MB', '97% · reclaimable']);
  expect(button).toHaveAttribute('aria-expanded', 'true');
  fireEvent.keyDown(button, { key: 'ArrowLeft' });
  expect(button).toHaveAttribute('aria-expanded', 'false');
  fireEvent.keyDown(button, { key: 'ArrowRight' });
  expect(button).toHaveAttribute('aria-expanded', 'true');
});

test('a class tells what it is and where its number comes from', async () => {
  show();
  fireEvent.click(api().getByText('Kernel', { selector: 'button' }));
  expect(
    await screen.findByText('All kernel memory charged to the container; cgroup v1 does not split it.')
  ).toBeVisible();
  expect(screen.getByText('kernel (memledger exporter)')).toBeVisible();
});

test('a container without a heap says what is missing, and has no bars', () => {
  show();
  const db = within(screen.getByLabelText('host2 / shop / db-0 / db'));
  expect(db.getByText('cannot tell: heap objects (go_heap_alloc) missing')).toBeInTheDocument();
  expect(rowOf('Shared memory', db)).toEqual(['Shared memory', '126 MB', '']);
});

test('the slider asks for another moment, which is then stated and can be left', async () => {
  const ask = jest.fn((_at: number) => of([golden('divergence-table.json')]));
  show({ ask });
  const at = timeRange.from.valueOf();
  fireEvent.change(screen.getByLabelText('Moment'), { target: { value: String(at) } });
  expect(await screen.findByText('2026-01-31 12:00:45 UTC, pinned')).toBeInTheDocument();
  expect(ask.mock.calls).toEqual([[at]]);
  expect(api().getByText('cgroup usage prints', { selector: 'dt' })).toBeInTheDocument();
  fireEvent.click(screen.getByText('Unpin'));
  expect(screen.getByText('2026-01-31 12:00:15 UTC')).toBeInTheDocument();
});

test('an answer without the container says so, and of which moment', async () => {
  show({ ask: () => of([]) });
  fireEvent.change(screen.getByLabelText('Moment'), { target: { value: String(timeRange.from.valueOf()) } });
  expect(await screen.findByText('No container of this query had data at that moment.')).toBeInTheDocument();
  expect(screen.getByText('2026-01-31 11:30:00 UTC, pinned')).toBeInTheDocument();
});

test('where the clipboard is refused the text is there to copy by hand', async () => {
  const clipboard = { writeText: () => Promise.reject(new Error('denied')) };
  Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true });
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  show();
  fireEvent.click(screen.getByLabelText('Copy as text'));
  const text: HTMLTextAreaElement = await screen.findByLabelText(/here is the text/);
  expect(text.value).toContain('podman stats 4.0–4.6 prints 331 MB · Go heap 1.65 MB');
});
