import { render, screen, within } from '@testing-library/react';
import React from 'react';
import { foreignFrame } from '../testdata/frames';
import { golden } from '../testdata/golden';
import { copyText } from './copyText';
import { Verdicts } from './Verdicts';
import { isVerdictFrame, verdictsOf } from './containerVerdicts';

const frames = () => [foreignFrame(), golden('verdict.json')];

function show(options = { showEvidence: false }, answers = frames()) {
  return render(<Verdicts frames={answers} width={800} height={400} options={options} />);
}

const on = (container: string) => within(screen.getByRole('region', { name: `Verdict on ${container}` }));
const isOpen = (list: HTMLElement) => list.closest('details')!.open;

test('every container has its sentence, in the order of the answer', () => {
  show();
  expect(screen.getAllByRole('region').map((section) => section.getAttribute('aria-label'))).toEqual([
    'Verdict on host2 / shop / cart-0 / cart',
    'Verdict on host1 / api',
    'Verdict on host2 / shop / db-0 / db',
  ]);
  expect(on('host1 / api').getByText(/^Page cache 300 MiB of 315 MiB usage/)).toBeInTheDocument();
  expect(on('host1 / api').getByText('Cannot end in an OOM kill')).toBeInTheDocument();
});

test('a finding says how sure it is, and a limit when it is met', () => {
  show();
  const cart = on('host2 / shop / cart-0 / cart');
  expect(cart.getByText(/^Growing:/)).toHaveTextContent('Growing: Heap leaknot sure');
  expect(on('host1 / api').getByText(/^Large now:/)).toHaveTextContent('Large now: Page cachesure');
  expect(cart.getByText('Limit in 40 h (30 h or more)')).toBeInTheDocument();
  expect(cart.getByText('Can end in an OOM kill')).toBeInTheDocument();
});

test('of many containers what to do is behind a click, of one it is there', () => {
  const { unmount } = show();
  expect(isOpen(on('host1 / api').getByText('Do not profile the program.'))).toBe(false);
  unmount();
  const frame = golden('verdict.json');
  const one = { ...frame, length: 1, fields: frame.fields.map((f) => ({ ...f, values: [f.values[1]] })) };
  show({ showEvidence: false }, [one]);
  const api = on('api');
  expect(isOpen(api.getByText('Do not profile the program.'))).toBe(true);
  expect(isOpen(api.getByText('page cache 300 MiB of 315 MiB usage (95%)'))).toBe(false);
});

test('the evidence is open where the panel says so', () => {
  show({ showEvidence: true });
  expect(isOpen(on('host1 / api').getByText(/^Live heap: live heap 1.57 MiB/))).toBe(true);
  expect(isOpen(on('host2 / shop / cart-0 / cart').getByText('go_heap_live would decide Live heap'))).toBe(true);
});

test('a container without a verdict says so', () => {
  show();
  expect(on('host2 / shop / db-0 / db').getByText(/^Too little is told of it/)).toBeInTheDocument();
});

test('more containers than a panel draws are counted', () => {
  const frame = golden('verdict.json');
  const fields = frame.fields.map((f) => ({ ...f, values: Array.from({ length: 15 }, () => f.values[1]) }));
  show({ showEvidence: false }, [{ ...frame, length: 15, fields }]);
  expect(screen.getAllByRole('region')).toHaveLength(12);
  expect(screen.getByText(/^Showing 12 of 15 containers/)).toBeInTheDocument();
});

test('the text for a ticket has all of it', () => {
  const text = copyText(verdictsOf(frames()));
  expect(text).toContain(
    [
      'host1 / api',
      'Page cache 300 MiB of 315 MiB usage (95%); nothing grows for good.',
      'Large now: Page cache, confidence 97%',
      'Growing: None, confidence 90%',
      'Evidence:',
      '- page cache 300 MiB of 315 MiB usage (95%)',
      'Ruled out:',
      '- Live heap: live heap 1.57 MiB of 315 MiB usage (0.5%)',
      'What to do:',
      '- Look for what reads or writes files.',
      '- Alert on unreclaimable memory.',
      'What not to do:',
      '- Do not profile the program.',
      'https://example.invalid/page_cache.md',
    ].join('\n')
  );
  expect(text).not.toMatch(/null|undefined|NaN/);
});

test('answers of other queries are skipped', () => {
  expect(frames().map(isVerdictFrame)).toEqual([false, true]);
  expect(verdictsOf([golden('containers.json')])).toEqual([]);
});
