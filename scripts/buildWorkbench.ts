// Builds src/workbench, the page of `memledger workbench`, into bin/workbench. Unlike the plugin, which Grafana lends
// its libraries, the page brings them along; esbuild, because it does so in seconds.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';

const OUT = path.join('bin', 'workbench');

// Large parts of Grafana's libraries that the page never opens: the code editor, maps, and telemetry.
const NEVER_OPENED =
  /^(monaco-editor|@monaco-editor\/react|monaco-promql|ol|@grafana\/faro-web-sdk|@grafana\/faro-web-tracing)(\/|$)/;

const leaveOut: Plugin = {
  name: 'leave out',
  setup(bundle) {
    bundle.onResolve({ filter: NEVER_OPENED }, ({ path: name }) => ({ path: name, namespace: 'left-out' }));
    // CommonJS, so that any name may be imported from it.
    bundle.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
    // Grafana's fonts are its server's, in no package; the fonts that follow them in the theme are the system's.
    bundle.onLoad({ filter: /GlobalStyles[/\\]fonts\.mjs$/ }, () => ({
      contents: 'export const getFontStyles = () => undefined;',
    }));
  },
};

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Memledger workbench</title>
    <link rel="icon" href="logo.svg" />
    <link rel="stylesheet" href="main.css" />
    <script type="module" src="before.js"></script>
    <script type="module" src="main.js"></script>
  </head>
  <body style="margin: 0">
    <div id="root"></div>
    <noscript>The workbench needs JavaScript.</noscript>
  </body>
</html>
`;

async function main() {
  mkdirSync(OUT, { recursive: true });
  // What is in it, not the folder itself, which a running workbench holds open.
  for (const name of readdirSync(OUT)) {
    rmSync(path.join(OUT, name), { recursive: true });
  }
  const { metafile } = await build({
    entryPoints: {
      before: path.join('src', 'workbench', 'before.ts'),
      main: path.join('src', 'workbench', 'main.tsx'),
    },
    outdir: OUT,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    metafile: true,
    chunkNames: 'chunks/[name]-[hash]',
    assetNames: 'assets/[name]-[hash]',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    loader: { '.svg': 'file', '.png': 'file', '.woff': 'file', '.woff2': 'file', '.ttf': 'file' },
    plugins: [leaveOut],
    logLevel: 'warning',
    logOverride: { 'direct-eval': 'silent' },
  });
  copyIcons();
  cpSync(path.join('src', 'img', 'logo.svg'), path.join(OUT, 'logo.svg'));
  if (!Object.keys(metafile.outputs).some((file) => file.endsWith('main.css'))) {
    writeFileSync(path.join(OUT, 'main.css'), '');
  }
  // Last, because its age says how old the build is.
  writeFileSync(path.join(OUT, 'index.html'), PAGE);
  if (process.argv.includes('--sizes')) {
    printSizes(metafile.inputs, metafile.outputs);
  }
}

/** Grafana's components ask for their icons under this path. */
function copyIcons() {
  const icons = path.join(OUT, 'public', 'build', 'img', 'icons');
  cpSync(path.join('node_modules', '@grafana', 'ui', 'dist', 'public', 'img', 'icons'), icons, { recursive: true });
  // The one that the time range picker wants and the package lacks.
  const [left, right] = ['left', 'right'].map((side) => path.join(icons, 'unicons', `angle-double-${side}.svg`));
  if (left && right && !existsSync(left)) {
    writeFileSync(left, readFileSync(right, 'utf8').replace('<svg ', '<svg transform="scale(-1 1)" '));
  }
}

function printSizes(inputs: Record<string, { bytes: number }>, outputs: Record<string, { bytes: number }>) {
  const largest = (files: Record<string, { bytes: number }>) =>
    Object.entries(files)
      .sort(([, a], [, b]) => b.bytes - a.bytes)
      .slice(0, 25);
  for (const [file, { bytes }] of [...largest(outputs), ...largest(inputs)]) {
    console.log(`${(bytes / 1024).toFixed(0).padStart(8)} KiB  ${file}`);
  }
}

main().catch((error) => {
  console.error(`workbench: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
