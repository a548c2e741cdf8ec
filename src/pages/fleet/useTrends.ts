import { type DataFrame, type TimeRange } from '@grafana/data';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Ask } from '../../components/ask';
import { identityKey, identityOf } from '../../components/identity';
import { numberOf } from '../../components/rows';
import { type MemledgerQuery, type QueryFilter } from '../../datasource/types';
import { IDENTITY_KEYS } from '../../generated/memory';
import { type FleetRow, isContainer } from './fleetRows';
import { type SparklineData } from './Sparkline';

/** As many as a sparkline has room for. */
const POINTS = 60;
/** Rows that fly past while a person scrolls are not asked for. */
const SETTLED_MS = 150;

interface Subject {
  datasource: string;
  tool: string;
  heap: string;
  range: TimeRange;
}

type Trends = ReadonlyMap<string, SparklineData | null>;
const NONE: Trends = new Map();

/** Sparklines of the rows in view: all that are not there yet in one question, once the view has settled. */
export function useTrends(ask: Ask, subject: Subject) {
  const { datasource, tool, heap, range } = subject;
  const [inView, setInView] = useState<FleetRow[]>([]);
  const about = useMemo(() => ({ datasource, tool, heap, range }), [datasource, tool, heap, range]);
  const [known, setKnown] = useState<{ about: Subject; trends: Trends }>({ about, trends: NONE });
  const asked = useRef({ about, keys: new Set<string>() });

  useEffect(() => {
    const timer = setTimeout(() => {
      if (asked.current.about !== about) {
        asked.current = { about, keys: new Set() };
      }
      const { keys } = asked.current;
      const rows = inView.filter((row) => isContainer(row) && row.identity.container && !keys.has(row.key));
      if (rows.length === 0) {
        return;
      }
      rows.forEach(({ key }) => keys.add(key));
      const add = (found: Trends) =>
        setKnown((last) => {
          // The lines of an earlier range stay until those of this one are there.
          const kept = isSameButRange(last.about, about) ? last.trends : NONE;
          return asked.current.about === about ? { about, trends: new Map([...kept, ...found]) } : last;
        });
      ask(about.datasource, queriesFor(rows, about), about.range, POINTS).then(
        (frames) => add(trendsOf(rows, frames)),
        // A line less; what is wrong with the server is told by the list itself. Asked again when it comes into view.
        () => rows.forEach(({ key }) => keys.delete(key))
      );
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [ask, about, inView]);

  const trends = isSameButRange(known.about, about) ? known.trends : NONE;
  const trendOf = useCallback((row: FleetRow) => (isContainer(row) ? trends.get(row.key) : null), [trends]);
  return { trendOf, onInView: setInView };
}

const isSameButRange = (a: Subject, b: Subject) =>
  a.datasource === b.datasource && a.tool === b.tool && a.heap === b.heap;

/** One query for all rows that have the same keys: any of the values of each key, so it may answer with more. */
export function queriesFor(rows: FleetRow[], { tool, heap }: Pick<Subject, 'tool' | 'heap'>): MemledgerQuery[] {
  const kinds = new Map<string, FleetRow[]>();
  for (const row of rows) {
    const kind = IDENTITY_KEYS.filter((key) => row.identity[key]).join();
    kinds.set(kind, [...(kinds.get(kind) ?? []), row]);
  }
  return [...kinds.values()].map((alike, index) => ({
    refId: `trends${index}`,
    queryType: 'divergence',
    version: 1,
    measures: ['reported', 'heap'],
    ...{ tool, heap },
    filters: IDENTITY_KEYS.flatMap((key): QueryFilter[] => {
      const values = [...new Set(alike.flatMap(({ identity }) => identity[key] ?? []))];
      return values.length > 0 ? [{ key, operator: '=|', values }] : [];
    }),
  }));
}

/** Of every row that was asked for, its line or null. Two cgroups of one identity are told apart by their id. */
export function trendsOf(rows: FleetRow[], frames: DataFrame[]): Trends {
  const lines = new Map<string, SparklineData>();
  for (const frame of frames) {
    for (const { name, labels = {}, values } of frame.fields) {
      if (name === 'reported' || name === 'heap') {
        const key = [identityKey(identityOf(labels)), labels.id ?? ''].join('\n');
        const line = lines.get(key) ?? { reported: [], heap: [] };
        line[name] = Array.from(values, numberOf);
        lines.set(key, line);
      }
    }
  }
  return new Map(
    rows.map(({ key, identity, id }) => {
      const plain = identityKey(identity);
      return [key, lines.get(`${plain}\n${id ?? ''}`) ?? lines.get(`${plain}\n`) ?? null];
    })
  );
}
