/** A table as data: the first row is the heading. Words stand left, numbers right. */
export type Table = string[][];

export const fixed = (value: number, digits = 2) => value.toFixed(digits);
export const thousands = (value: number) => Math.round(value).toLocaleString('en-US');

export function asText(table: Table): string {
  const widths = table[0].map((_, i) => Math.max(...table.map((row) => row[i].length)));
  const line = (row: string[]) =>
    row.map((cell, i) => (isNumber(table, i) ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  ');
  return table.map((row) => line(row).trimEnd()).join('\n');
}

export function asMarkdown(table: Table): string {
  const [heading, ...rows] = table;
  const rule = heading.map((_, i) => (isNumber(table, i) ? '---:' : '---'));
  return [heading, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function isNumber(table: Table, column: number): boolean {
  return table.slice(1).every((row) => /^[\d.,]+$/.test(row[column]));
}
