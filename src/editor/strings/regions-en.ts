import { catalogue } from './catalogue.ts';

/** Words of the regions that are picked on a picture. */
export const regionStrings = catalogue('regions', {
  picture: 'Regions of the picture',
  hint: 'Click picks a region, Shift and a click adds one or takes it away.',
  add: 'Add to the choice',
  addHint: 'Each tap adds a region or takes it away.',
  noRegions: 'Run the regions before this node first, then pick some.',
  makeRegions: 'Find the regions',
  none: 'Nothing picked',
  picked: (names: string) => `Picked: ${names}`,
  large: 'Pick in a large view',
  largeTitle: 'Pick regions',
  makeMask: 'Pick regions as a mask',
  steps: { pick: 'Pick regions', makeMask: 'Add a mask of regions' },
  names: {
    face: 'Face',
    hair: 'Hair',
    torso: 'Clothes and body',
    background: 'Background',
    subject: 'Person or thing',
  },
});

/** What a region is called; a region that a user named is called so. */
export function regionLabel(region: string): string {
  const names: Readonly<Record<string, string>> = regionStrings.names;
  return Object.hasOwn(names, region) ? (names[region] ?? region) : region;
}
