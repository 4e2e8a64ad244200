import { catalogue } from './catalogue.ts';

/** Words of the list of models. */
export const modelStrings = catalogue('models', {
  title: 'Models',
  hint: (count: number, size: string) =>
    `${count} models, ${size}. They come with the app and run on this device: no photo is sent anywhere.`,
  usedBy: (nodes: string) => `for ${nodes}`,
  kept: 'kept for use without a network',
  notKept: 'fetched from this host when a node needs it',
  keep: (name: string) => `Keep “${name}” on this device`,
  drop: (name: string) => `Delete “${name}” from this device`,
  fetching: (name: string) => `Fetching “${name}”`,
  keepAll: 'Keep all',
  dropped: (name: string) => `“${name}” deleted from this device`,
  missing: (names: string) => `Not on this device, and not to be had from this host: ${names}.`,
  open: 'Models…',
  allKept: 'All models are on this device',
  names: {
    'face-detector': 'Face finder',
    'face-landmarks': 'Landmarks of faces',
    'person-matte': 'Outline of people',
    pose: 'Posture of the body',
    'face-embedding': 'Likeness of faces',
    'motion-sampler': 'Movement from words',
  },
});

/** What a model is called. */
export function modelName(id: string): string {
  const names: Readonly<Record<string, string>> = modelStrings.names;
  return Object.hasOwn(names, id) ? (names[id] ?? id) : id;
}
