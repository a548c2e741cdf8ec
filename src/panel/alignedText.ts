/** Rows of cells as plain text in columns, for a ticket; numbers stand right. */
export function alignedText(rows: string[][], numbers: number[]): string[] {
  const width = (column: number) => Math.max(...rows.map((row) => row[column].length));
  const widths = (rows[0] ?? []).map((_, column) => width(column));
  const pad = (cell: string, column: number) =>
    numbers.includes(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]);
  return rows.map((row) => row.map(pad).join('  ').trimEnd());
}
