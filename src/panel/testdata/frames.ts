import { type DataFrame, dataFrameFromJSON, type Field } from '@grafana/data';
import { ledger } from './ledger';

/**
 * The ledger of a real container: the twelve steps of a capture (cgroup v2, Linux 6.1, limit 2 GiB) a minute apart,
 * with one missed scrape after the fourth.
 */
export function ledgerFrame(): DataFrame {
  return dataFrameFromJSON(JSON.parse(JSON.stringify(ledger)));
}

/** Rows of the fixture, by what was done in that step. */
export const STEP = { start: 0, pageCache: 1, activeCache: 2, dropCaches: 3, missed: 4, heap: 5, last: 12 } as const;

/** One frame with the same ledger for each container, named as the data source names several. */
export function ledgerOf(containers: string[]): DataFrame {
  const frame = ledgerFrame();
  const [time, ...series] = frame.fields;
  const fields = containers.flatMap((container) =>
    series.map((field) => ({
      ...field,
      labels: { ...field.labels, container },
      config: { ...field.config, displayNameFromDS: `${container}: ${field.config.displayNameFromDS}` },
    }))
  );
  return { ...frame, fields: [time, ...fields] };
}

export function fieldOf(frame: DataFrame, name: string): Field {
  const field = frame.fields.find((f) => f.name === name);
  if (!field) {
    throw new Error(`no field ${name} in the fixture`);
  }
  return field;
}

/** A time series as any other data source answers it. */
export function foreignFrame(): DataFrame {
  const { fields } = ledgerFrame();
  return { length: fields[0].values.length, meta: { type: 'timeseries-multi' as never }, fields: fields.slice(0, 2) };
}
