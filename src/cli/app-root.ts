import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of this installation: the nearest one above this file that has a package.json. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the installation has no package.json');
    folder = parent;
  }
  return folder;
}

/** Folder of the built app. */
export function appRoot(): string {
  return join(projectRoot(), 'dist', 'app');
}
