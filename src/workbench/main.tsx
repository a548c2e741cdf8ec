import { installRuntime, SETTINGS } from './grafanaRuntime';

import { createTheme, ThemeContext } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import React, { useEffect, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { MemledgerDatasource } from '../datasource/datasource';
import { AppPage } from './AppPage';
import { readUrl } from './urlState';
import { Workbench } from './Workbench';

const currentMode = () => readUrl(locationService.getSearch()).mode;
const currentPage = () => locationService.getSearch().get('page');

function Page({ datasource }: { datasource: MemledgerDatasource }) {
  const [mode, setMode] = useState(currentMode);
  const [page, setPage] = useState(currentPage);
  useEffect(
    () =>
      locationService.getHistory().listen(() => {
        setMode(currentMode());
        setPage(currentPage());
      }),
    []
  );
  const theme = useMemo(() => createTheme({ colors: { mode } }), [mode]);
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      {page ? <AppPage page={page} datasource={datasource} /> : <Workbench datasource={datasource} />}
      <PortalContainer />
    </ThemeContext.Provider>
  );
}

installRuntime(() => new MemledgerDatasource(SETTINGS)).then((datasource) => {
  const root = document.getElementById('root');
  if (root) {
    createRoot(root).render(<Page datasource={datasource} />);
  }
});
