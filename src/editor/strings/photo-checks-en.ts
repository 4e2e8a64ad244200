import { catalogue } from './catalogue.ts';

/** What is said of a photo before it is animated, and what one click does about it. */
export const photoCheckStrings = catalogue('photoChecks', {
  title: 'About this photo',
  checking: 'Looking at the photo…',
  good: 'A good portrait: nothing stands in the way.',
  findings: {
    'no-face':
      'No face was found. Faces need a person looking roughly at the camera; anything else moves by camera and depth.',
    'small-face': (width: number, good: number) =>
      `The face is ${width} px wide; from about ${good} px on, lids and lips stay clean.`,
    'blurred-eyes':
      'The eyes are not sharp. A smaller clip or less movement of the eyes hides it; a sharper photo cures it.',
    profile: (degrees: number) =>
      `The head is turned ${degrees}° away: the far eye is guessed. Little movement looks most real.`,
    'several-faces': (count: number) => `${count} faces: which one moves?`,
  },
  cures: {
    'crop-to-face': 'Crop to the face',
    smaller: 'Make the clip smaller',
    calmer: 'Move half as much',
    thorough: 'Search more thoroughly',
    template: (name: string) => `Use “${name}”`,
    face: (number: number) => `Face ${number}`,
  },
});
