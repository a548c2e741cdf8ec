import { Pagination } from '@grafana/ui';
import React, { useState } from 'react';

/** One page of a long list, and what leads to the others. */
export function usePages<T>(items: T[], size: number): { shown: T[]; pagination: React.JSX.Element } {
  const [page, setPage] = useState(1);
  const pages = Math.max(1, Math.ceil(items.length / size));
  const current = Math.min(page, pages);
  return {
    shown: items.slice((current - 1) * size, current * size),
    pagination: <Pagination currentPage={current} numberOfPages={pages} onNavigate={setPage} hideWhenSinglePage />,
  };
}
