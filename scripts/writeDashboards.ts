// npm run dashboards: writes the dashboards that the app and the provisioning ship.
import { writeFileSync } from 'node:fs';

import { FILES } from '../src/dashboards/files';

for (const file of FILES) {
  writeFileSync(new URL(`../${file.path}`, import.meta.url), file.text());
}
