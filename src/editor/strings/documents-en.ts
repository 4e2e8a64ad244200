import { catalogue } from './catalogue.ts';

/** Words of sharing and versions. */
export const documentStrings = catalogue('documents', {
  share: 'Copy link to this workflow',
  comfyReport: 'Report of the import from ComfyUI',
  shared: 'Link copied',
  sharedHint: 'It holds the workflow, not your photo: who opens it chooses one.',
  sharedByHand: 'Copy this link from the address bar.',
  openedLink: (name: string) => `Opened “${name}” from a link`,
  saveAs: 'Save workflow as…',
  makeCopy: 'Make a copy',
  copyOf: (name: string) => `${name} (copy)`,
  copyMade: (name: string) => `You go on with “${name}”. The original stays among the recent documents.`,
  elsewhere: 'This document is open in another tab. Here you can look and run, but not change it.',
  takeOver: 'Take over',
  takenOver: 'You edit the document here now. The other tab is read-only.',
  versions: 'Versions',
  versionsHint: 'Kept by themselves about once a minute while you work. Restoring can be undone.',
  versionsNone: 'No versions yet: they appear as you work.',
  restore: 'Restore',
  restoreOf: (time: string) => `Restore the version of ${time}`,
  restored: (time: string) => `Restored the version of ${time}`,
  restoreStep: 'Restore version',
  current: 'as it is now',
});
