/**
 * Path of a file that is served with the app (models, samples, templates), for `fetch` and for pages. The app may lie
 * in any folder of its host: built code lies in `assets`, one folder below.
 * @param path without a leading slash, such as `models/manifest.json`
 */
export function servedPath(path: string): string {
  const here = import.meta.url;
  const isBuilt = import.meta.env?.PROD === true && here.startsWith('http');
  return isBuilt ? new URL(`../${path}`, here).pathname : `/${path}`;
}
