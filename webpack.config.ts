import CopyWebpackPlugin from 'copy-webpack-plugin';
import type { Configuration } from 'webpack';
import { merge } from 'webpack-merge';
import grafanaConfig, { type Env } from './.config/webpack/webpack.config.ts';

export default async (env: Env): Promise<Configuration> =>
  merge(await grafanaConfig(env), {
    plugins: [
      // The scaffold copies the images of the root plugin only; the nested ones have logos of their own.
      new CopyWebpackPlugin({ patterns: [{ from: '{datasource,panel}/img/**/*' }] }),
    ],
  });
