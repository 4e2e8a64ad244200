import { catalogue } from './catalogue.ts';

/** Words of the first visit's tour. */
export const tourStrings = catalogue('tour', {
  title: 'A first look around',
  restart: 'Show me around',
  step: (step: number, count: number) => `${step} of ${count}`,
  next: 'Next',
  back: 'Back',
  skip: 'Skip the tour',
  done: 'Begin',
  steps: {
    workflow: {
      title: 'Every box is a step',
      text: 'A photo comes in at the left, a clip leaves at the right. Each box shows what it made: the face, its outline, depth, motion.',
    },
    photo: {
      title: 'Bring your photo',
      text: 'Drop one anywhere on the page, or paste it. It never leaves this device.',
    },
    run: {
      title: 'Run',
      text: 'Everything is computed right here. After a change only what depends on it runs again; the rest is kept, also when you come back tomorrow.',
    },
    settings: {
      title: 'Change anything',
      text: 'Click a box to see its settings here, and F1 for what it does. Every step can be undone.',
    },
    result: {
      title: 'Take the clip along',
      text: 'It loops here when the run is done. A saved clip carries its workflow: drop it back in and go on where you were.',
    },
  },
});
