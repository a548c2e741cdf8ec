import { type DataFrame, store } from '@grafana/data';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import React from 'react';
import { foreignFrame } from '../testdata/frames';
import { golden } from '../testdata/golden';
import { Tools, type ToolsProps } from './Tools';

beforeAll(() => {
  // jsdom has none, and Grafana's tooltip wants one.
  window.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
});

beforeEach(() => window.localStorage.clear());

const OPTIONS: ToolsProps['options'] = { pinnedTool: '', showAllTools: false };

function show(options: Partial<ToolsProps['options']> = {}, width = 1000) {
  const frames: DataFrame[] = [foreignFrame(), golden('tools-incident.json')];
  return render(<Tools frames={frames} width={width} height={500} options={{ ...OPTIONS, ...options }} />);
}

// By label and text: in bars of so many parts a search by role takes seconds.
const section = (name: string) => within(screen.getByLabelText(name, { selector: '[role=group]' }));
const bars = (name: string) => section(name).getAllByLabelText(/Arrow keys/);
const lead = (name: string) => section(name).getAllByLabelText(/^Pin /)[0];
const button = (within: ReturnType<typeof section>, text: string | RegExp) => within.getByText(text).closest('button')!;

test('a row has all the tools that share its number, in their units', () => {
  show();
  const [first] = bars('api');
  expect(first).toHaveAccessibleName(
    /^podman stats ≤3\.4 = podman stats 4\.0–4\.6 = cgroup usage = .*incus info\. 331 MB = 315 MiB\. Counts everything\./
  );
  expect(section('backup').getByText('Leaves out Page cache, inactive 300 MiB')).toBeInTheDocument();
});

test('tools of other runtimes are behind "all tools"', () => {
  show();
  const api = section('api');
  expect(api.queryByText('docker stats 17.06–19.03')).not.toBeInTheDocument();
  const all = button(api, /^All tools \(\d+ more\)$/);
  expect(all).toHaveAttribute('aria-expanded', 'false');
  fireEvent.click(all);
  expect(api.getByText('docker stats 17.06–19.03')).toBeInTheDocument();
  expect(button(api, 'Fewer tools')).toHaveAttribute('aria-expanded', 'true');
});

test('a narrow panel names the tools of the runtime first and counts the others', () => {
  show({}, 400);
  expect(section('api').getAllByText(/= 5 more/)).toHaveLength(2);
});

test('the pinned tool goes on top of every container and is remembered', () => {
  const { unmount } = show();
  expect(lead('api')).toHaveAccessibleName('Pin podman stats ≤3.4 on top');
  fireEvent.click(button(section('api'), 'docker stats ≥20.10'));
  for (const container of ['api', 'backup']) {
    expect(lead(container)).toHaveAccessibleName('Pin docker stats ≥20.10 on top');
    expect(lead(container)).toHaveAttribute('aria-pressed', 'true');
  }
  unmount();
  show({ pinnedTool: 'podman_4_7' });
  expect(lead('api')).toHaveAccessibleName('Pin docker stats ≥20.10 on top');
  fireEvent.click(lead('api'));
  expect(lead('api')).toHaveAttribute('aria-pressed', 'false');
  expect(store.get('memledger-gomemory-panel.pinnedTool')).toBe('');
});

test('until a person pins a tool the dashboard’s is on top', () => {
  show({ pinnedTool: 'podman_4_7' });
  expect(lead('api')).toHaveAccessibleName('Pin podman stats 4.7–5.5 on top');
});

test('arrow keys walk the classes of a bar and tell what each is', () => {
  show();
  const segments = within(bars('backup')[1]).getAllByLabelText(/, (counted|left out)/);
  expect(segments.filter(({ tabIndex }) => tabIndex === 0)).toEqual([segments[0]]);
  act(() => segments[0].focus());
  fireEvent.keyDown(segments[0], { key: 'End' });
  expect(document.activeElement).toBe(segments.at(-1));
  fireEvent.keyDown(segments.at(-1)!, { key: 'Home' });
  fireEvent.keyDown(segments[0], { key: 'ArrowRight' });
  expect(document.activeElement).toBe(segments[1]);
  const inactive = segments.find((segment) =>
    /^Page cache, inactive 300 MiB, left out$/.test(segment.getAttribute('aria-label')!)
  )!;
  act(() => inactive.focus());
  expect(screen.getByText('In the container')).toBeInTheDocument();
  expect(screen.getByText(/The kernel drops it when memory is needed/)).toBeInTheDocument();
  expect(screen.getByText(/\(memledger exporter\)$/)).toBeInTheDocument();
  fireEvent.keyDown(inactive, { key: 'Escape' });
  expect(screen.queryByText('In the container')).not.toBeInTheDocument();
});

test('a click keeps the details until they are closed', () => {
  show();
  const [segment, other] = within(bars('api')[0]).getAllByLabelText(/, (counted|left out)/);
  fireEvent.click(segment);
  fireEvent.mouseMove(other);
  fireEvent.mouseLeave(segment);
  expect(screen.getByText('In the container')).toBeInTheDocument();
  fireEvent.click(screen.getByLabelText('Close'));
  expect(screen.queryByText('In the container')).not.toBeInTheDocument();
});

test('a tool that cannot tell says what is missing', () => {
  show({ showAllTools: true });
  expect(section('shop / web-0 / web').getAllByText('Cannot tell: usage is missing')).not.toHaveLength(0);
  expect(section('shop / web-0 / web').getByText(/^The number as it was passed on/)).toBeInTheDocument();
});

test('heap and limit are lines on every bar, or told where they are off the scale', () => {
  const { container } = show();
  const lines = container.querySelectorAll('[data-mark="heap"]');
  expect(lines.length).toBeGreaterThanOrEqual(bars('api').length + bars('backup').length);
  expect(section('api').getByText(/Limit .* \(off scale\)/)).toBeInTheDocument();
});
