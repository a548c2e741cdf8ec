import { type Table, asMarkdown, fixed, thousands } from '../table.ts';
import type { Aspect, Board, Bound, Verdicts } from './board.ts';

/** A share of 1 as a percentage; a share below 0 is of nothing. */
export const percent = (share: number) => (share < 0 ? '–' : `${(100 * share).toFixed(1)}%`);

/** Minutes between two points that a verdict is asked for at: 72 hours of 200 points. */
const STEP = 22;

const of = (n: number, whole: number) => percent(whole > 0 ? n / whole : -1);
const hours = (value: number) => (value < 0 ? '–' : fixed(value, 1));

/** The bounds, one a line, for a terminal. */
export function boundsText(bounds: Bound[]): string {
  return bounds.map((b) => `${b.Holds ? 'pass' : 'FAIL'}  ${b.What}: ${b.Is}; want ${b.Want}`).join('\n');
}

function boundsTable(bounds: Bound[]): Table {
  return [['', 'what', 'is', 'wanted'], ...bounds.map((b) => [b.Holds ? 'pass' : '**fail**', b.What, b.Is, b.Want])];
}

function causesTable(v: Verdicts, aspect: Aspect): Table {
  return [
    ['cause', 'cases that can be known', 'recall', 'times named', 'precision'],
    ...v.ByCause.filter((r) => r.Aspect === aspect).map((r) => [
      `\`${r.Cause}\``,
      thousands(r.Cases),
      percent(r.Recall),
      thousands(r.Named),
      percent(r.Precision),
    ]),
  ];
}

function placesTable(v: Verdicts): Table {
  return [
    [
      'exporters',
      'question',
      'can be known',
      'found',
      'cannot be known',
      'said so, and what is missing',
      'sure and wrong',
    ],
    ...v.ByPlace.map((p) => [
      p.Place,
      p.Aspect,
      thousands(p.Known),
      of(p.Found, p.Known),
      thousands(p.Unknowable),
      of(p.SaidSo, p.Unknowable),
      thousands(p.WrongSure),
    ]),
  ];
}

/** Rows are the truth, columns the answer. */
function confusionTable(v: Verdicts, aspect: Aspect): Table {
  const cells = v.Confusion.filter((c) => c.Aspect === aspect);
  const names = (side: 'Truth' | 'Given') => [...new Set(cells.map((c) => c[side]))].sort();
  const columns = names('Given');
  const count = (truth: string, given: string) =>
    cells.find((c) => c.Truth === truth && c.Given === given)?.Count.toString() ?? '·';
  return [
    ['truth', ...columns],
    ...names('Truth').map((truth) => [`\`${truth}\``, ...columns.map((given) => count(truth, given))]),
  ];
}

/** The families that are not all right, worst first. */
function familiesTable(v: Verdicts): Table {
  const rows = v.ByFamily.filter((f) => f.Right < f.Asked).sort((a, b) => a.Right / a.Asked - b.Right / b.Asked);
  return [
    ['family', 'question', 'truth', 'right', 'otherwise mostly', 'sure and wrong'],
    ...rows.map((f) => [
      f.Family,
      f.Aspect,
      f.Truth || 'as its books say',
      `${f.Right} of ${f.Asked}`,
      f.MostlyGiven,
      thousands(f.WrongSure),
    ]),
  ];
}

function alertsTable(b: Board): Table {
  return [
    [
      'alert',
      'killed by a leak',
      'warned',
      'median hours of warning',
      'quiet container-months',
      'false alarms',
      'a month',
    ],
    ...b.Alerts.map((a) => [
      a.Name,
      thousands(a.Killed),
      of(a.Warned, a.Killed),
      hours(a.MedianHours),
      thousands(a.QuietMonths),
      thousands(a.False),
      a.PerMonth < 0 ? '–' : fixed(a.PerMonth, 4),
    ]),
  ];
}

/** In what others did better than both our alerts together, so that it is said and not only shown. */
function rivalsAhead({ Alerts: [, ours, ...rivals] }: Board): string {
  const share = (n: number, whole: number) => (whole > 0 ? n / whole : 0);
  const ahead = (better: (a: Board['Alerts'][number]) => boolean) =>
    rivals
      .filter(better)
      .map((a) => a.Name)
      .join('; ') || 'none';
  return [
    `Warned of more of the kills than we: ${ahead((a) => share(a.Warned, a.Killed) > share(ours.Warned, ours.Killed))}.`,
    `Earlier, by the median: ${ahead((a) => a.MedianHours > ours.MedianHours)}.`,
    `Fewer false alarms: ${ahead((a) => a.PerMonth >= 0 && a.PerMonth < ours.PerMonth)}.`,
  ].join(' ');
}

/** Which families our false alarms were in. */
function falseAlarms(b: Board): string {
  const where = (b.Alarms.Where ?? []).map((a) => `${a.Family}, by ${a.Place}: ${a.Cause}`);
  const counted = [...new Set(where)].sort().map((name) => `- ${name} (${where.filter((w) => w === name).length})`);
  return counted.length > 0 ? `Our false alarms:\n\n${counted.join('\n')}\n` : '';
}

function detectionTable(b: Board): Table {
  return [
    [
      'times the smallest leak',
      'leaks',
      'found within 3 days',
      'with the right cause',
      'median hours',
      'killed before',
      'of them told that the limit is met within a day',
    ],
    ...b.Detection.map((d) => [
      fixed(d.Times, 0),
      thousands(d.Leaks),
      of(d.Found, d.Leaks),
      of(d.RightCause, d.Found),
      hours(d.MedianHours),
      thousands(d.Killed),
      of(d.Warned, d.Killed),
    ]),
  ];
}

interface Judged {
  Level: { Truth: string; Given: string; Outcome: string; Confidence: number };
  Trend: { Truth: string; Given: string; Outcome: string; Confidence: number };
}

const told = ({ Truth, Given, Outcome, Confidence }: Judged['Level']) =>
  Outcome === 'skipped'
    ? `(${Given})`
    : `${Outcome === 'right' ? '' : '**'}${Given}${Outcome === 'right' ? '' : `**, is ${Truth}`} ${fixed(Confidence)}`;

function storiesTable(b: Board): Table {
  return [
    ['case', 'source', 'sizes', 'level', 'trend', 'besides'],
    ...b.Stories.map((s) => [s.Name, s.Source, s.Sizes, told(s.Level), told(s.Trend), (s.Besides ?? []).join('; ')]),
  ];
}

function recordingsTable(b: Board): Table {
  return [
    ['recording', 'level', 'trend', 'made by', 'kernel', 'date', 'time'],
    ...(b.Recordings ?? []).map((r) => [
      r.Name,
      told(r.Level),
      told(r.Trend),
      r.Program,
      r.Kernel,
      r.Date,
      r.Compressed,
    ]),
  ];
}

/** docs/diagnosis.md. */
export function page(b: Board): string {
  const v = b.Models;
  return `# How good is the verdict?

Written by \`npm run bench -- diagnosis --markdown docs/diagnosis.md\`; do not edit.

\`memory.Diagnose\` on histories whose truth is known: ${thousands(v.Cases)} from models of containers (\`bench/diagnosis/sim\`: Go's
pacer and scavenger, page cache under reclaim, slab, sockets, tmpfs, children), seen through the exporters that people
have; ${b.Stories.length} reports of people; ${b.Recordings?.length ?? 0} recordings of real cgroups. The models come in two halves; thresholds were set on the other
one (how likely page cache must be to be named: after this half had shown that it was missed), and this page is of the half called *${b.Half}* alone. What can be known through an exporter was declared before any
threshold was (\`bench/diagnosis/corpus/knowable.go\`).

This run: ${thousands(b.Size.Seeds)} lives of each family, ${thousands(b.Size.Leaks)} leaks of each size, ${thousands(b.Size.Months)} quiet container-months. Without flags it is 60, 1,000 and
10,000; fewer months cannot tell three alarms in 10,000.

A cause is *right* if it is named. Where the exporters narrow it down and do not decide it, "cannot tell" is right too; where they
do not tell, only "cannot tell" is. *Sure* is a confidence of 0.8 and above.

## What must hold

${asMarkdown(boundsTable(b.Bounds))}

## Beside the rules that people use

On the same containers: leaks lived to the kill, and containers in which nothing leaks. The rivals' rules ran on a point a
minute, with their \`for\`, their series never lost; an alarm that lasts counts once. Not evaluated are rules on what the models do not have (GC pauses and CPU,
threads, counts of heap objects). Ours are rows of the alerts table with their own \`for\`: a leak that is sure, for ${fixed(b.Alarms.HoldHours, 0)} hours (no such stretch
is missed in the quiet months, where every ${fixed(b.Alarms.EveryHour, 0)} hours is looked at, and around what is found every ${STEP} minutes); and a limit that is met within a
day (there only what those looks saw). The rules on 80% of the limit are no leak alarms: they speak of nearness, and stand here because people
use them for this.

${asMarkdown(alertsTable(b))}

${rivalsAhead(b)}

${falseAlarms(b)}
Warning is counted from the first alarm after the leak began, so a rule that fires all the time has much of it.

## How soon

Leaks that begin after days of health, at multiples of max(1% of the limit, 8 MiB) a day: when the leak alarm fires, asked every ${STEP}
minutes. A container that is killed before it fires counts as not found.

${asMarkdown(detectionTable(b))}

Hours to the limit of U, of ${thousands(v.Hours.Leaks)} real leaks: told for ${of(v.Hours.Told, v.Hours.Leaks)}; the interval held the truth in ${of(v.Hours.Hold, v.Hours.Told)}, had no end in ${of(v.Hours.Open, v.Hours.Told)}, and was
${v.Hours.MedianWidth < 0 ? '–' : fixed(v.Hours.MedianWidth)} of the true time wide (median). The kill came before it in ${of(v.Hours.Sooner, v.Hours.Told)} and after it in ${of(v.Hours.Later, v.Hours.Told)}.

## Level: what makes it so large

${asMarkdown(causesTable(v, 'level'))}

## Trend: what grows and will not come back by itself

${asMarkdown(causesTable(v, 'trend'))}

## By exporter

${asMarkdown(placesTable(v))}

## Where the models are not all answered rightly

${asMarkdown(familiesTable(v))}

## Confusion

Cases that can be known; rows are the truth. Level:

${asMarkdown(confusionTable(v, 'level'))}

Trend:

${asMarkdown(confusionTable(v, 'trend'))}

## Real runs

Real programs in real cgroups (\`bench/diagnosis/workloads\`, recorded by \`bench/diagnosis/record.ts\`). Minutes stand for hours: the
last column says how much.

${asMarkdown(recordingsTable(b))}

## Reports of people

Bold is what was not right. *Sizes* says whose the numbers are.

${asMarkdown(storiesTable(b))}
`;
}
