import { catalogue } from './catalogue.ts';

/** Words of the app view. */
export const appViewStrings = catalogue('appView', {
  open: 'Open app view',
  close: 'Open in the editor',
  settings: 'Settings',
  empty: 'This workflow shows no settings here yet.',
  emptyHint: 'Open it in the editor and choose “Show in app view” beside a setting.',
  promote: 'Show in app view',
  demote: 'Remove from app view',
  controls: 'App view',
  controlsHint: 'What people see who only use this workflow. Add settings with the button beside each.',
  up: (label: string) => `Move ${label} up`,
  down: (label: string) => `Move ${label} down`,
  remove: (label: string) => `Remove ${label} from app view`,
  steps: { promote: 'Add to app view', demote: 'Remove from app view', move: 'Reorder app view' },
  before: 'Your photo. Press Run to bring it to life.',
  working: (title: string) => `${title}…`,
});
