import { type ComboboxOption } from '@grafana/ui';
import { CAUSES, CLASSES, FORMULAS, GROUPS, HEAPS } from '../../generated/memory';
import { RANK_INFOS } from '../judged';

// A list under headings shows rows in the order given, so rows of one heading must stand together: the tables do that.

const OTHER = 'The same in all versions';

/** Tools whose formula changed stand under their name, a row per range of versions; the usage comes first. */
export const TOOL_OPTIONS: ComboboxOption[] = FORMULAS.map(({ id, tool, label, help }) => ({
  value: id,
  label,
  description: help,
  group: FORMULAS.filter((other) => other.tool === tool).length > 1 ? tool : OTHER,
})).sort((a, b) => placeOfGroup(a) - placeOfGroup(b));

export const HEAP_OPTIONS: ComboboxOption[] = HEAPS.map(({ id, name, help }) => ({
  value: id,
  label: name,
  description: help,
}));

export const RANK_OPTIONS = RANK_INFOS.map(({ id, label }) => ({ value: id, label }));

export const CAUSE_OPTIONS = CAUSES.map(({ id, name }) => ({ value: id, label: name }));

export const CLASS_OPTIONS: ComboboxOption[] = CLASSES.map(({ id, name, group }) => ({
  value: id,
  label: name,
  group: GROUPS.find((candidate) => candidate.id === group)?.name ?? group,
}));

export function withReferences(options: ComboboxOption[], references: string[]): ComboboxOption[] {
  if (references.length === 0) {
    return options;
  }
  const group = options.some((option) => option.group) ? { group: 'Variables' } : {};
  return [...options, ...references.map((reference) => ({ value: reference, label: reference, ...group }))];
}

/** Headings come in the order of their first row. */
function placeOfGroup({ group }: ComboboxOption): number {
  return group === OTHER ? 0 : FORMULAS.findIndex(({ tool }) => tool === group);
}
