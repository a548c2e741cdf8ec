import { locationService } from '@grafana/runtime';
import { appUrls } from '../components/links';
import { makeNavigator, workbenchUrl } from './pageLinks';

const PAGES = ['fleet', 'container'];

beforeEach(() => locationService.push('/?page=fleet'));

test('the same page, with all that the link carries', () => {
  const link = appUrls.container({ datasource: 'memledger', container: 'a b', tool: 'podman_4_0' });
  expect(workbenchUrl(link, PAGES)).toBe('/?page=container&datasource=memledger&container=a+b&tool=podman_4_0');
  expect(workbenchUrl({ pathname: '/a/memledger-gomemory-app/fleet' }, PAGES)).toBe('/?page=fleet');
});

test('the theme goes along', () => {
  locationService.push('/?page=fleet&theme=light');
  expect(workbenchUrl(appUrls.fleet(), PAGES)).toBe('/?page=fleet&theme=light');
});

test('a place that only Grafana has is not gone to', () => {
  const navigator = makeNavigator(PAGES);
  for (const elsewhere of [appUrls.setup(), '/d/memledger-container-memory', '/fleet']) {
    expect(workbenchUrl(elsewhere, PAGES)).toBeUndefined();
    navigator.push(elsewhere);
  }
  expect(locationService.getLocation().search).toBe('?page=fleet');
  navigator.push(appUrls.fleet({ search: 'api' }));
  expect(locationService.getLocation().search).toBe('?page=fleet&search=api');
});
