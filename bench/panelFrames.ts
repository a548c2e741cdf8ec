/** An answer as Grafana's server sends it: one wide frame by group, each time with other values. */
export function ledgerAnswer(containers: number, groups: number, points: number, variant: number) {
  const start = Date.UTC(2026, 0, 31);
  const time = Array.from({ length: points }, (_, i) => start + i * 15_000);
  const names = Array.from({ length: containers }, (_, c) => `worker-${c}`);
  const series = names.flatMap((container, c) =>
    Array.from({ length: groups }, (_, g) => ({
      field: {
        name: `group_${g}`,
        type: 'number',
        typeInfo: { frame: 'float64', nullable: true },
        labels: { container, group: `group_${g}` },
        config: { displayNameFromDS: `${container}: Group ${g}`, unit: 'bytes' },
      },
      values: time.map((_, i) => (g + 1) * 2 ** 20 * (8 + Math.round(4 * Math.sin(i / 40 + c + variant))) + i * 4096),
    }))
  );
  const fields = [
    { name: 'time', type: 'time', typeInfo: { frame: 'time.Time' } },
    ...series.map(({ field }) => field),
  ];
  const meta = {
    type: 'timeseries-wide',
    typeVersion: [0, 1],
    custom: { memledger: { queryType: 'ledger', version: 1 } },
  };
  const frame = {
    schema: { refId: 'A', meta, fields },
    data: { values: [time, ...series.map(({ values }) => values)] },
  };
  return { results: { A: { status: 200, frames: [frame] } } };
}
