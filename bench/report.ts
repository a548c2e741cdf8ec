import type { ExporterRow } from './exporter.ts';
import type { GoRow } from './goBenchmarks.ts';
import { type Table, asMarkdown, asText, fixed, thousands } from './table.ts';
import { type Target, sayTarget } from './targets.ts';

/** All that one run measured; --json writes it as it is. */
export interface Report {
  date: string;
  machine: string;
  exporter: ExporterRow[];
  targets: Target[];
  go: GoRow[];
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

export function text(r: Report): string {
  return [
    `${r.date}: ${r.machine}`,
    ...(r.exporter.length > 0
      ? ['', 'A scrape, beside reading the same files with nothing else', asText(exporterTable(r.exporter))]
      : []),
    ...(r.targets.length > 0 ? ['', ...r.targets.map(sayTarget)] : []),
    ...(r.go.length > 0 ? ['', 'Answers, beside adding the same counters up', asText(goTable(r.go))] : []),
    ...r.skipped.map((s) => `\nskipped: ${s}`),
  ].join('\n');
}

export function markdown(r: Report): string {
  return `# Bench

Written by \`npm run bench -- --markdown docs/bench.md\`; do not edit.

${r.date}, on a machine with ${r.machine}.

Only ratios within one run carry over to another machine. CPU is that of the process, user and system, the garbage
collector's included; other jobs on the machine disturb it less than the clock, but they do. It is the median of several rounds;
resident memory is the highest seen.

## The exporter

One scrape over HTTP, in turns with a program that opens and reads the same files and does nothing else
(\`bench/readfiles\`), which lists the cgroups before its clock runs. *files* are copies of what a kernel printed, in a
temporary folder; *live kernel* are real, empty cgroups, whose statistics the kernel works out at every read.
*own counter* is the mean by the exporter's \`process_cpu_seconds_total\`, *sent* the answer as it went over the wire.

${asMarkdown(exporterTable(r.exporter))}

${r.targets.length > 0 ? `cAdvisor was measured once, on another day, with as many cgroups; so these ratios are a scale, not of this run:\n\n${r.targets.map((t) => `- ${sayTarget(t)}`).join('\n')}` : ''}

## Answers

What a query costs after Prometheus answered: 1,000 containers, half of them on cgroup v1, with one point each
(\`x20\`: twenty). *of the sum* is how many times the CPU it takes to add the same counters up. \`Attribute\`, \`Compare\`
and \`Diverge\` are the arithmetic alone; frames include it; \`LedgerArrow\` is Grafana's own encoding of one.

${asMarkdown(goTable(r.go))}
${r.skipped.map((s) => `\nSkipped: ${s}\n`).join('')}`;
}
