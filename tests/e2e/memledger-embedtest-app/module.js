// Written by hand, so that it needs no build: an app that knows of ours what any other app may know.
define(['@grafana/data', '@grafana/runtime', 'react'], function ({ AppPlugin }, { usePluginComponent }, React) {
  const BREAKDOWN = 'memledger-gomemory-app/memory-breakdown/v1';

  function Root() {
    const { component: Breakdown, isLoading } = usePluginComponent(BREAKDOWN);
    const { datasource, ...rest } = Object.fromEntries(new URLSearchParams(location.search));
    if (isLoading) {
      return React.createElement('p', null, 'Loading…');
    }
    return React.createElement(
      'section',
      { 'aria-label': 'Of another app' },
      Breakdown
        ? React.createElement(Breakdown, { datasource, ...rest, height: 300 })
        : React.createElement('p', null, 'There is no such component.')
    );
  }

  return { plugin: new AppPlugin().setRootPage(Root) };
});
