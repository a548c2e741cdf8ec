// One time zone on every machine, or dates in tests differ.
process.env.TZ = 'UTC';

const base = require('./.config/jest.config');
const { grafanaESModules, nodeModulesToTransform } = require('./.config/jest/utils');

module.exports = {
  ...base,
  // Typing into Grafana's editors takes tens of seconds on a busy machine.
  testTimeout: 120_000,
  // d3-color ships `.mjs`, which the scaffold's pattern leaves untransformed.
  transform: { '^.+\\.m?(t|j)sx?$': Object.values(base.transform)[0] },
  // @grafana/plugin-ui pulls in cel-js, which is published as ES modules only.
  transformIgnorePatterns: [nodeModulesToTransform([...grafanaESModules, '@marcbachmann/cel-js'])],
};
