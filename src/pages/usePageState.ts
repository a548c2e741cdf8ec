import { config } from '@grafana/runtime';
import { useSearchParams } from 'react-router-dom';
import { listDatasources } from '../components/datasources';
import { DATASOURCE_TYPE } from '../components/links';
import { usePinnedTool } from '../panel/tools/pinnedTool';

type Changes = Record<string, string | string[] | undefined>;

/** What every page of the app has in its address, and how it changes it. */
export function usePageState() {
  const [parameters, setParameters] = useSearchParams();
  const [ownTool] = usePinnedTool('');
  const datasources = listDatasources([DATASOURCE_TYPE]);
  const first = (datasources.find(({ isDefault }) => isDefault) ?? datasources[0])?.uid ?? '';

  // A choice is a step to go back to; a letter of a search is not.
  const change = (changes: Changes) => {
    const next = new URLSearchParams(parameters);
    for (const [name, value] of Object.entries(changes)) {
      next.delete(name);
      [value ?? []].flat().forEach((one) => one && next.append(name, one));
    }
    setParameters(next, { replace: changes.search !== undefined });
  };

  return {
    parameters,
    change,
    datasources,
    datasource: parameters.get('datasource') ?? first,
    ownTool,
    permissions: config.bootData.user.permissions ?? {},
  };
}
