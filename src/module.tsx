import { AppPlugin } from '@grafana/data';
import { lazy } from 'react';
import { explainLink } from './extensions/explainLink';
import { exposedBreakdown } from './extensions/exposedBreakdown';

// Grafana wraps the root page in a Suspense of its own.
const RootPage = lazy(() => import('./pages/RootPage'));

export const plugin = new AppPlugin().setRootPage(RootPage).addLink(explainLink).exposeComponent(exposedBreakdown);
