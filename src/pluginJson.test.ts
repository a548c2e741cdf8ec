import { existsSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../package.json';
import datasource from './datasource/plugin.json';
import panel from './panel/plugin.json';
import app from './plugin.json';

const plugins = { '.': app, datasource, panel };

describe('the three plugin.json', () => {
  test('carry the ids that dashboards, alert rules and provisioning use', () => {
    expect(Object.values(plugins).map(({ id }) => id)).toEqual([
      'memledger-gomemory-app',
      'memledger-gomemory-datasource',
      'memledger-gomemory-panel',
    ]);
  });

  test('the app includes both nested plugins', () => {
    for (const nested of [datasource, panel]) {
      expect(app.includes).toContainEqual({ type: nested.type, name: nested.name, path: `${nested.type}/plugin.json` });
    }
  });

  test('ask for the same Grafana', () => {
    for (const plugin of Object.values(plugins)) {
      expect(plugin.dependencies.grafanaDependency).toBe('>=12.4.0-0');
    }
  });

  test('have the logos they name', () => {
    for (const [folder, plugin] of Object.entries(plugins)) {
      expect(existsSync(join(__dirname, folder, plugin.info.logos.small))).toBe(true);
      expect(existsSync(join(__dirname, folder, plugin.info.logos.large))).toBe(true);
    }
  });

  test('packages are pinned: the same tree today and in a year', () => {
    const versions = Object.entries({ ...packageJson.dependencies, ...packageJson.devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
