import { catalogue } from './catalogue.ts';

/** Words of the installed app. */
export const offlineStrings = catalogue('offline', {
  update: 'A new version is ready',
  updateHint: 'Your work is kept.',
  isolation: 'After reloading the page, rendering uses all processor cores.',
  reload: 'Reload',
});
