import React from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { ContainersPage } from './containers/ContainersPage';
import { SetupPage } from './setup/SetupPage';

// Each page brings its own PluginPage: titles and toolbars differ.
export default function RootPage() {
  return (
    <Routes>
      <Route path="containers" element={<ContainersPage />} />
      <Route path="setup" element={<SetupPage />} />
      <Route path="*" element={<Navigate to="containers" replace />} />
    </Routes>
  );
}
