import { beforeAnOom, containerMemory, fleet, incident } from './dashboards';

const json = (value: unknown) => JSON.stringify(value, null, 2) + '\n';

export const FILES = [
  { path: 'src/dashboards/container-memory.json', text: () => json(containerMemory()) },
  { path: 'src/dashboards/fleet.json', text: () => json(fleet()) },
  { path: 'src/dashboards/before-an-oom.json', text: () => json(beforeAnOom()) },
  { path: 'provisioning/dashboards/incident.json', text: () => json(incident()) },
];
