import { type PluginExtensionExposedComponentConfig } from '@grafana/data';
import React, { lazy, Suspense } from 'react';
import { type MemoryBreakdownProps } from './MemoryBreakdown';

const Lazy = lazy(() => import('./MemoryBreakdown'));

/** Grafana makes what it is given read-only, and React writes into what `lazy` makes: so a function stands around it. */
function MemoryBreakdown(props: MemoryBreakdownProps) {
  return (
    <Suspense fallback={null}>
      <Lazy {...props} />
    </Suspense>
  );
}

/** `usePluginComponent('memledger-gomemory-app/memory-breakdown/v1')` in another app. */
export const exposedBreakdown: PluginExtensionExposedComponentConfig<MemoryBreakdownProps> = {
  id: 'memledger-gomemory-app/memory-breakdown/v1',
  title: 'Memory breakdown',
  description: 'What the memory of a container is made of, over time',
  component: MemoryBreakdown,
};
