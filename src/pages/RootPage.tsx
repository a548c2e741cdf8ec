import React, { lazy } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';
import { LearnHost } from '../components/learn/LearnHost';
import { APP_ID } from '../components/links';
import { FleetPage } from './fleet/FleetPage';
import { usePageState } from './usePageState';

// What the first page does not need waits until its own page is opened; Grafana's Suspense stands around all of them.
const ContainerPage = lazy(async () => ({ default: (await import('./container/ContainerPage')).ContainerPage }));
const ExplainPage = lazy(async () => ({ default: (await import('./explain/ExplainPage')).ExplainPage }));
const SetupPage = lazy(async () => ({ default: (await import('./setup/SetupPage')).SetupPage }));

// Each page brings its own PluginPage: titles and toolbars differ.
export default function RootPage() {
  const { parameters, change } = usePageState();
  return (
    <LearnHost learn={parameters.get('learn') ?? undefined} onLearn={(learn) => change({ learn })}>
      <Routes>
        <Route path="fleet" element={<FleetPage />} />
        <Route path="container" element={<ContainerPage />} />
        <Route path="explain" element={<ExplainPage />} />
        <Route path="setup" element={<SetupPage />} />
        {/* The root of the app, and `containers`, which is what the first version called the fleet. */}
        <Route path="*" element={<ToFleet />} />
      </Routes>
    </LearnHost>
  );
}

function ToFleet() {
  const { search } = useLocation();
  return <Navigate to={{ pathname: `/a/${APP_ID}/fleet`, search }} replace />;
}
