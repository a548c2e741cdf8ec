import { type PluginExtensionExposedComponentConfig } from '@grafana/data';
import { lazy } from 'react';
import { type MemoryBreakdownProps } from './MemoryBreakdown';

/** `usePluginComponent('memledger-gomemory-app/memory-breakdown/v1')` in another app. */
export const exposedBreakdown: PluginExtensionExposedComponentConfig<MemoryBreakdownProps> = {
  id: 'memledger-gomemory-app/memory-breakdown/v1',
  title: 'Memory breakdown',
  description: 'What the memory of a container is made of, over time',
  // Grafana wraps exposed components in a Suspense of its own.
  component: lazy(() => import('./MemoryBreakdown')),
};
