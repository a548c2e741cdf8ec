import { containerMemory, incident } from './dashboards';

const json = (value: unknown) => JSON.stringify(value, null, 2) + '\n';

export const FILES = [
  { path: 'src/dashboards/container-memory.json', text: () => json(containerMemory()) },
  { path: 'provisioning/dashboards/incident.json', text: () => json(incident()) },
];
