import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Board } from '../diagnosis/board.ts';
import { boundsText, page, percent } from '../diagnosis/page.ts';

const told = { Truth: 'sockets', Given: 'sockets', Confidence: 0.97, Outcome: 'right' };

const board: Board = {
  Half: 'report',
  Size: { Seeds: 1, Months: 100, EveryHours: 12, Leaks: 10, Deaths: 2, QuietMonths: 5 },
  Models: {
    Cases: 12,
    Answers: 24,
    ByCause: [{ Aspect: 'level', Cause: 'sockets', Cases: 8, Named: 7, Recall: 0.75, Precision: 6 / 7 }],
    ByPlace: [{ Place: 'p', Aspect: 'level', Known: 8, Found: 6, Unknowable: 0, SaidSo: 0, WrongSure: 1 }],
    ByFamily: [
      { Family: 'all well', Aspect: 'level', Truth: 'sockets', Asked: 6, Right: 6, WrongSure: 0, MostlyGiven: '' },
      { Family: 'wrong', Aspect: 'level', Truth: 'sockets', Asked: 2, Right: 0, WrongSure: 1, MostlyGiven: 'mixed' },
    ],
    Confusion: [
      { Aspect: 'level', Truth: 'sockets', Given: 'sockets', Count: 6 },
      { Aspect: 'level', Truth: 'sockets', Given: 'mixed', Count: 2 },
    ],
    Inconclusive: { Unknowable: 0, SaidSo: 0, NamedMissing: 0 },
    WrongButSure: 1,
    Hours: { Leaks: 0, Told: 0, Hold: 0, MedianWidth: -1, Open: 0, Sooner: 0, Later: 0 },
  },
  Recordings: null,
  Stories: [
    {
      Name: 'K1',
      Source: 'gh:o/r#1',
      Sizes: "the report's",
      Level: told,
      Trend: { ...told, Given: 'none', Outcome: 'missed' },
      Besides: null,
    },
  ],
  Alarms: {
    Months: 100,
    Asked: 6000,
    False: 1,
    EveryHour: 3,
    HoldHours: 3,
    Soon: 2,
    Where: [{ Family: 'f', Place: 'p', Cause: 'heap_leak' }],
  },
  Detection: [
    { Times: 1, Leaks: 10, Found: 8, RightCause: 8, Killed: 2, Warned: 1, MedianHours: 40, MissedWhere: { f: 2 } },
  ],
  Alerts: [
    {
      Name: 'ours',
      Killed: 2,
      Warned: 1,
      MedianHours: 12.34,
      QuietMonths: 100,
      False: 1,
      NoisyMonths: 1,
      PerMonth: 0.01,
    },
    {
      Name: 'ours, both',
      Killed: 2,
      Warned: 1,
      MedianHours: 13,
      QuietMonths: 100,
      False: 3,
      NoisyMonths: 0,
      PerMonth: 0.03,
    },
    {
      Name: 'theirs',
      Killed: 2,
      Warned: 2,
      MedianHours: 3,
      QuietMonths: 5,
      False: 10,
      NoisyMonths: 5,
      PerMonth: 2,
    },
  ],
  Bounds: [
    { What: 'recall', Want: 'at least 95%', Is: '75%', Holds: false },
    { What: 'alarms', Want: 'at most 3', Is: '1', Holds: true },
  ],
};

test('a share of nothing is no number', () => {
  assert.equal(percent(-1), '–');
  assert.equal(percent(0.666), '66.6%');
});

test('what does not hold is called so, in the terminal and on the page', () => {
  assert.equal(boundsText(board.Bounds), 'FAIL  recall: 75%; want at least 95%\npass  alarms: 1; want at most 3');
  assert.ok(page(board).includes('| **fail** | recall | 75% | at least 95% |'));
});

test('only families with something wrong are listed, with what was answered', () => {
  assert.ok(page(board).includes('| wrong | level | sockets | 0 of 2 | mixed | 1 |'));
  assert.ok(!page(board).includes('| all well |'));
});

test('a story that was not told rightly stands in bold beside its truth', () => {
  assert.ok(page(board).includes("| K1 | gh:o/r#1 | the report's | sockets 0.97 | **none**, is sockets 0.97 |"));
});

test('says where our own false alarms were', () => {
  assert.ok(page(board).includes('- f, by p: heap_leak (1)'));
});

test('says where a rival did better', () => {
  assert.ok(
    page(board).includes(
      'Warned of more of the kills than we: theirs. Earlier, by the median: none. Fewer false alarms: none.'
    )
  );
});

test('says how many were killed before the leak was sure, and how many of them were told of the limit', () => {
  assert.ok(page(board).includes('| 1 | 10 | 80.0% | 100.0% | 40.0 | 2 | 50.0% |'));
});

test('says how long our alert waits', () => {
  assert.ok(page(board).includes('a leak that is sure, for 3 hours'));
});
