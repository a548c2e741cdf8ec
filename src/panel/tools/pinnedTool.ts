import { store } from '@grafana/data';
import { useCallback, useSyncExternalStore } from 'react';

const KEY = 'memledger-gomemory-panel.pinnedTool';

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('storage', listener); // another tab
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/**
 * The formula id of the person's own tool, the same in every panel of this browser. Until they choose one it is the
 * dashboard's; '' is none, chosen or not.
 */
export function usePinnedTool(fallback: string): [tool: string, pin: (tool: string) => void] {
  const chosen = useSyncExternalStore<string | undefined>(subscribe, () => store.get(KEY));
  const pin = useCallback((tool: string) => {
    store.set(KEY, tool);
    listeners.forEach((listener) => listener());
  }, []);
  return [chosen ?? fallback, pin];
}
