import app from './plugin.json';

declare let __webpack_public_path__: string;

// Grafana serves a nested plugin's module from `public/plugins/<its own id>/`, but its lazy chunks lie in the app's
// folder. Import this first in every nested module.ts, or those chunks are not found.
// (The guard is for Jest, where no bundler has defined the variable.)
if (typeof __webpack_public_path__ === 'string') {
  __webpack_public_path__ = __webpack_public_path__.replace(/public\/plugins\/[^/]+\//, `public/plugins/${app.id}/`);
}
