import { useCallback } from 'react';
import { useLoaded } from '../../components/useLoaded';
import { type LoadContainers } from './loadContainers';

export function useContainers(load: LoadContainers, datasource: string, tool: string) {
  const loadChoice = useCallback(([uid, formula]: [string, string]) => load(uid, formula), [load]);
  return useLoaded(loadChoice, [datasource, tool]);
}
