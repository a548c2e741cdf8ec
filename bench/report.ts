import type { ExporterRow } from './exporter.ts';
import type { FleetRow } from './fleet.ts';
import { type Bound, memoryRatio, sayBound } from './fleetBounds.ts';
import type { FleetPageRow } from './fleetPage.ts';
import type { GoRow } from './goBenchmarks.ts';
import type { PanelRow } from './panel.ts';
import { type Table, asMarkdown, asText, fixed, thousands } from './table.ts';
import { type Target, sayTarget } from './targets.ts';

/** All that one run measured; --json writes it as it is. */
export interface Report {
  date: string;
  machine: string;
  exporter: ExporterRow[];
  targets: Target[];
  go: GoRow[];
  fleet: FleetRow[];
  bounds: Bound[];
  panel: PanelRow[];
  /** Of its time and of the size of the modules. */
  panelBounds: Bound[];
  fleetPage: FleetPageRow[];
  fleetPageBounds: Bound[];
  /** What could not be measured here, with the reason. */
  skipped: string[];
}

function exporterTable(rows: ExporterRow[]): Table {
  return [
    [
      'cgroups',
      'from',
      'encoding',
      'read only, ms CPU',
      'exporter, ms CPU',
      'ratio',
      'own counter, ms',
      'RSS peak, MB',
      'series',
      'bytes',
      'sent',
    ],
    ...rows.map((r) => [
      String(r.cgroups),
      r.subject,
      r.encoding,
      fixed(r.readCpuMs),
      fixed(r.exporterCpuMs),
      fixed(r.ratio),
      fixed(r.ownCpuMs),
      fixed(r.residentBytes / 1e6, 1),
      thousands(r.series),
      thousands(r.bytes),
      thousands(r.wireBytes),
    ]),
  ];
}

function goTable(rows: GoRow[]): Table {
  return [
    ['of 1,000 containers', 'ms CPU', 'of the sum', 'allocations', 'allocated, MB'],
    ...rows.map((r) => [r.name, fixed(r.cpuMs), fixed(r.ratio, 1), thousands(r.allocations), fixed(r.bytes / 1e6)]),
  ];
}

function fleetTable(rows: FleetRow[]): Table {
  return [
    [
      'containers',
      'answer',
      'bare calls, s',
      'at once, s',
      'not compressed, s',
      'answer, s',
      'ratio',
      'CPU, ms',
      'CPU a container, ms',
      'payload, MB',
      'peak memory, MB',
      'of the payload',
      'rows',
      'fields',
      'sent, MB',
    ],
    ...rows.map((r) => [
      String(r.containers),
      r.queryType,
      fixed(r.alone, 3),
      fixed(r.together, 3),
      fixed(r.plain, 3),
      fixed(r.answer, 3),
      fixed(r.ratio),
      fixed(r.cpu * 1000, 1),
      fixed((r.cpu * 1000) / r.containers, 3),
      fixed(r.payloadBytes / 1e6, 1),
      fixed(r.peakBytes / 1e6, 1),
      fixed(memoryRatio(r)),
      thousands(r.rows),
      thousands(r.fields),
      fixed(r.sentBytes / 1e6),
    ]),
  ];
}

function panelTable(rows: PanelRow[]): Table {
  return [
    ['containers', 'in view', 'series', 'points', 'ours, ms', "Grafana's, ms", 'ratio'],
    ...rows.map((r) => [
      String(r.containers),
      String(r.drawn),
      String(r.series),
      thousands(r.points),
      fixed(r.ours, 0),
      fixed(r.grafana, 0),
      fixed(r.ratio),
    ]),
  ];
}

function fleetPageTable(rows: FleetPageRow[]): Table {
  return [
    [
      'rows',
      'searches',
      'to the document, ms',
      'to the frame, ms',
      'slowest, ms',
      'frames scrolled',
      'a frame, ms',
      'rows lacking',
      'never drawn',
      'load',
    ],
    ...rows.map((r) => [
      thousands(r.rows),
      String(r.searches),
      fixed(r.dom, 1),
      fixed(r.paint, 1),
      fixed(r.slowestPaint, 1),
      String(r.frames),
      fixed(r.frame, 1),
      String(r.blankRows),
      String(r.neverDrawn),
      fixed(r.load, 1),
    ]),
  ];
}

export function text(r: Report): string {
  return [
    `${r.date}: ${r.machine}`,
    ...(r.exporter.length > 0
      ? ['', 'A scrape, beside reading the same files with nothing else', asText(exporterTable(r.exporter))]
      : []),
    ...(r.targets.length > 0 ? ['', ...r.targets.map(sayTarget)] : []),
    ...(r.go.length > 0 ? ['', 'Answers, beside adding the same counters up', asText(goTable(r.go))] : []),
    ...(r.fleet.length > 0 ? ['', 'Fleets, beside the two bare API calls', asText(fleetTable(r.fleet))] : []),
    ...(r.bounds.length > 0 ? ['', ...r.bounds.map(sayBound)] : []),
    ...(r.panel.length > 0 ? ['', "The panel, beside Grafana's time series panel", asText(panelTable(r.panel))] : []),
    ...(r.panelBounds.length > 0 ? ['', ...r.panelBounds.map(sayBound)] : []),
    ...(r.fleetPage.length > 0 ? ['', 'The page Fleet, in the workbench', asText(fleetPageTable(r.fleetPage))] : []),
    ...(r.fleetPageBounds.length > 0 ? ['', ...r.fleetPageBounds.map(sayBound)] : []),
    ...r.skipped.map((s) => `\nskipped: ${s}`),
  ].join('\n');
}

const HEAD = `# Bench

Written by \`npm run bench -- --markdown docs/bench.md\`; do not edit.

Only ratios within one run carry over to another machine. CPU is that of the process, user and system, the garbage
collector's included; other jobs on the machine disturb it less than the clock, but they do. It is the median of several rounds;
resident memory is the highest seen.
`;

/** The page; of the parts that were not run it keeps what it had. */
export function markdown(r: Report, before = ''): string {
  const run = new Map(
    [exporterSection(r), answersSection(r), fleetSection(r), panelSection(r), fleetPageSection(r)].map(
      ({ title, measured, body }) => [title, measured && `${r.date}, on a machine with ${r.machine}.\n\n${body}\n`]
    )
  );
  const parts = [...run].flatMap(([title, written]) => {
    const body = written || keptOf(before, title);
    return body ? [`\n## ${title}\n\n${body}`] : [];
  });
  return HEAD + parts.join('') + r.skipped.map((s) => `\nSkipped: ${s}\n`).join('');
}

/** What a page says under a heading. */
function keptOf(page: string, title: string): string {
  const [, after = ''] = page.split(`\n## ${title}\n\n`);
  const [section] = after.split(/\n## |\nSkipped: /);
  return section;
}

function exporterSection(r: Report) {
  const scale = r.targets.map((t) => `- ${sayTarget(t)}`).join('\n');
  return {
    title: 'The exporter',
    measured: r.exporter.length > 0,
    body: `One scrape over HTTP, in turns with a program that opens and reads the same files and does nothing else
(\`bench/readfiles\`), which lists the cgroups before its clock runs. *files* are copies of what a kernel printed, in a
temporary folder; *live kernel* are real, empty cgroups, whose statistics the kernel works out at every read.
*own counter* is the mean by the exporter's \`process_cpu_seconds_total\`, *sent* the answer as it went over the wire.

${asMarkdown(exporterTable(r.exporter))}
${scale && `\ncAdvisor was measured once, on another day, with as many cgroups; so these ratios are a scale, not of this run:\n\n${scale}`}`,
  };
}

function answersSection(r: Report) {
  return {
    title: 'Answers',
    measured: r.go.length > 0,
    body: `What a query costs after Prometheus answered: 1,000 containers, half of them on cgroup v1, with one point each
(\`x20\`: twenty). *of the sum* is how many times the CPU it takes to add the same counters up. \`Attribute\`, \`Compare\`
and \`Diverge\` are the arithmetic alone; frames include it; \`LedgerArrow\` is Grafana's own encoding of one.

${asMarkdown(goTable(r.go))}`,
  };
}

function fleetSection(r: Report) {
  return {
    title: 'Fleets',
    measured: r.fleet.length > 0,
    body: `What an answer costs from the question to the frames as Grafana gets them, beside the two calls of Prometheus's API that it
stands on: the same questions, asked over HTTP and read to their end. The fleet is made with \`promtool tsdb
create-blocks-from openmetrics\` (\`bench/fleet\`): 27 series a container, 12 of its kubelet and 15 of its client_golang, with
their labels; Prometheus 3 holds it on the same machine, and shares its cores. \`ledger\` is a range of two moments, the others are of one.

Each round asks in turns, with a data source that has detected what there is and has no answer kept; times are medians of rounds.
*bare calls* is the sum of the two, one after the other, compressed as the backend asks for it; *ratio* is held against that.
*at once* is both together, as the backend asks, *not compressed* their sum without gzip. *payload* is what both bring, before
compression; *CPU* is that of the process that answers, by which growth is told; *peak memory* is how far the resident memory of a fresh process rises above where it rested.

${asMarkdown(fleetTable(r.fleet))}

${r.bounds.map((b) => `- ${sayBound(b)}`).join('\n')}`,
  };
}

function panelSection(r: Report) {
  return {
    title: 'The panel',
    measured: r.panelBounds.length > 0,
    body: `From new data to the last draw on a canvas, in a real Grafana: the same answer, in turns in a page with our panel and in one with
Grafana's own time series panel of the same size, stacked. Ours has a plot for each container, two points a pixel at most, and draws
those in view: as a dashboard has the panel, which is what the bound is held against, and for comparison in one so tall that all are
(6,800 px, which no screen has). The time series panel draws all series over each other.
Times are medians of rounds, the ratio that of the pairs.

${r.panel.length > 0 ? asMarkdown(panelTable(r.panel)) : ''}

${r.panelBounds.map((b) => `- ${sayBound(b)}`).join('\n')}`,
  };
}

function fleetPageSection(r: Report) {
  return {
    title: 'The page Fleet',
    measured: r.fleetPage.length > 0,
    body: `The workbench's page Fleet in a browser without a GPU, with an answer of so many rows. A search is changed to one that leaves
one row, a fifth, a tenth, and all again: times are medians from the letter to the rows in the document, and to the end of the
frame that shows them, the slowest beside. Then it scrolls by 600 pixels a frame, seven rows, and each frame is looked at before
the table could answer to its scrolling. *load* is that of one minute: the clock counts what else the machine does.

${asMarkdown(fleetPageTable(r.fleetPage))}

${r.fleetPageBounds.map((b) => `- ${sayBound(b)}`).join('\n')}`,
  };
}
