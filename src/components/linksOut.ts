import { type IconName, urlUtil } from '@grafana/data';
import { type MemledgerQuery } from '../datasource/types';
import { DRILLDOWNS } from './drilldowns';
import { type Identity } from './identity';
import { appUrls, dashboardUrl, DATASOURCE_TYPE, exploreUrl } from './links';

/** What a link out of the Container page may carry along. */
export interface LinkSubject {
  datasource: string;
  identity: Identity;
  tool: string;
  /** The query whose answer the page shows. */
  query: MemledgerQuery;
  /** As in the address: relative, or Unix ms. */
  from: string;
  to: string;
}

export interface LinkOut {
  id: string;
  text: string;
  icon: IconName;
  /** Undefined where there is nothing to link to. */
  href: (subject: LinkSubject) => string | undefined;
}

/** Where one goes on from a container, in the order in which the page offers it. A new place is a row. */
export const LINKS_OUT: LinkOut[] = [
  {
    id: 'dashboard',
    text: 'Dashboard',
    icon: 'apps',
    href: ({ datasource, identity, tool, from, to }) =>
      urlUtil.appendQueryToUrl(dashboardUrl({ datasource, ...identity, tool }), urlUtil.toUrlParams({ from, to })),
  },
  {
    id: 'explore',
    text: 'Explore',
    icon: 'compass',
    href: ({ datasource: uid, query, from, to }) => exploreUrl({ uid, type: DATASOURCE_TYPE }, query, { from, to }),
  },
  {
    id: 'setup',
    text: 'Setup',
    icon: 'wrench',
    href: ({ datasource, identity }) => appUrls.setup({ datasource, search: identity.container }),
  },
  ...DRILLDOWNS,
];
