import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatBytes, formatShare, withMinus } from './numberText';

// What Go's printer writes, by its own generator.
const written: { bytes: Array<[number, string, string]>; shares: Array<[number, string]> } = JSON.parse(
  readFileSync(join(__dirname, '../generated/numbers.json'), 'utf8')
);

test('bytes are printed as the backend prints them in its sentences', () => {
  expect(written.bytes.length).toBeGreaterThan(200);
  for (const [value, iec, si] of written.bytes) {
    expect([value, formatBytes(value, 'bytes'), formatBytes(value, 'decbytes')]).toEqual([value, iec, si]);
  }
});

test('shares too', () => {
  expect(written.shares.length).toBeGreaterThan(60);
  for (const [value, text] of written.shares) {
    expect([value, formatShare(value)]).toEqual([value, text]);
  }
});

test('a sign of Grafana’s becomes a minus', () => {
  expect(['-5 MiB/h', '5-6', '12'].map(withMinus)).toEqual(['−5 MiB/h', '5-6', '12']);
});

test.each([
  [0.9123, '91%'],
  [0.0517, '5.2%'],
  [0.0004, '<0.1%'],
  [0, '0%'],
  [-0.02, '−2.0%'],
])('formatShare(%d)', (share, want) => {
  expect(formatShare(share)).toBe(want);
});
