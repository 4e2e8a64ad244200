import { catalogue } from './catalogue.ts';

/** Words of drafts that follow a dragged slider. */
export const liveStrings = catalogue('live', {
  draft: 'Draft',
  draftHint: 'A small draft of the last change. Run to see it in full.',
});
