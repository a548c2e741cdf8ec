import { locationService } from '@grafana/runtime';
import { createPath, type Navigator, parsePath, type To } from 'react-router-dom';
import { APP_ID } from '../components/links';

// Links of the app's pages lead to addresses of Grafana. Here the same page has another address.

/** Where a link leads in the workbench; undefined for a place that only Grafana has. */
export function workbenchUrl(to: To, pages: string[]): string | undefined {
  const { pathname = '', search = '' } = typeof to === 'string' ? parsePath(to) : to;
  const page = pages.find((name) => pathname === `/a/${APP_ID}/${name}`);
  const theme = locationService.getSearch().get('theme');
  const parameters = [['page', page ?? ''], ...new URLSearchParams(search), ...(theme ? [['theme', theme]] : [])];
  return page && `/?${new URLSearchParams(parameters)}`;
}

/** What the links of the pages stand on instead of Grafana's router; a place that is not here is not gone to. */
export function makeNavigator(pages: string[]): Navigator {
  const go = (to: To, move: (url: string) => void) => {
    const url = workbenchUrl(to, pages);
    if (url) {
      move(url);
    }
  };
  return {
    createHref: (to) => workbenchUrl(to, pages) ?? (typeof to === 'string' ? to : createPath(to)),
    go: (delta) => locationService.getHistory().go(delta),
    push: (to) => go(to, (url) => locationService.push(url)),
    replace: (to) => go(to, (url) => locationService.replace(url)),
  };
}

/** Plain links, which Grafana's router follows too: listens until the answer is called. */
export function followPlainLinks({ push }: Navigator, pages: string[]): () => void {
  const onClick = (event: MouseEvent) => {
    const href = (event.target as Element | null)?.closest?.('a[href^="/a/"]')?.getAttribute('href');
    const isPlain =
      !event.defaultPrevented && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (href && isPlain && workbenchUrl(href, pages)) {
      event.preventDefault();
      push(href);
    }
  };
  document.addEventListener('click', onClick);
  return () => document.removeEventListener('click', onClick);
}
