/** Ids of the series that the reader has switched off in the legend. */
export type HiddenIds = ReadonlySet<string>;

/**
 * A click in the legend, as in Grafana's own panels: shows that series alone, or all again if it was alone; with a
 * modifier key it switches just that one.
 */
export function toggle(hidden: HiddenIds, allIds: string[], id: string, addToSelection: boolean): HiddenIds {
  const next = addToSelection ? switched(hidden, id) : isolated(hidden, allIds, id);
  // An empty plot answers nothing.
  return allIds.every((other) => next.has(other)) ? new Set() : next;
}

function switched(hidden: HiddenIds, id: string): HiddenIds {
  return hidden.has(id) ? new Set([...hidden].filter((other) => other !== id)) : new Set([...hidden, id]);
}

function isolated(hidden: HiddenIds, allIds: string[], id: string): HiddenIds {
  const isAlone = !hidden.has(id) && allIds.every((other) => other === id || hidden.has(other));
  return isAlone ? new Set() : new Set(allIds.filter((other) => other !== id));
}
