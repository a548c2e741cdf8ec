import React, { lazy, Suspense } from 'react';
import { LearnContext } from './context';

// The texts of the whole domain come with it, so it is loaded when it is first opened.
const LearnDrawer = lazy(() => import('./LearnDrawer'));

interface Props {
  /** What the drawer is about; without it the drawer is closed. */
  learn?: string;
  onLearn: (id: string | undefined) => void;
  children: React.ReactNode;
}

/** Everything below may open the drawer. */
export function LearnHost({ learn, onLearn, children }: Props) {
  return (
    <LearnContext.Provider value={onLearn}>
      {children}
      {learn && (
        <Suspense fallback={null}>
          <LearnDrawer id={learn} onClose={() => onLearn(undefined)} />
        </Suspense>
      )}
    </LearnContext.Provider>
  );
}
