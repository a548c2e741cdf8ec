import React, { lazy, Suspense, useCallback, useEffect, useRef } from 'react';
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
  const isOpen = Boolean(learn);
  const opener = useRef<Element | null>(null);
  const open = useCallback(
    (id: string) => {
      opener.current = isOpen ? opener.current : document.activeElement;
      onLearn(id);
    },
    [isOpen, onLearn]
  );
  // Grafana's drawer leaves the focus at the start of the page: with the keyboard a reader would be far from the name.
  useEffect(() => {
    if (!isOpen && opener.current instanceof HTMLElement) {
      opener.current.focus();
      opener.current = null;
    }
  }, [isOpen]);

  return (
    <LearnContext.Provider value={open}>
      {children}
      {learn && (
        <Suspense fallback={null}>
          <LearnDrawer id={learn} onClose={() => onLearn(undefined)} />
        </Suspense>
      )}
    </LearnContext.Provider>
  );
}
