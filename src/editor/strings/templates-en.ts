import { catalogue } from './catalogue.ts';

/** Names of the templates, and what each is for. */
export const templateStrings = catalogue('templates', {
  'living-portrait': {
    name: 'Living portrait',
    description: 'Blinks, turns the head a little and breathes. For any portrait.',
  },
  'blink-and-breathe': {
    name: 'Blink and breathe',
    description: 'The quietest life: lids and breath, the head stays still.',
  },
  cinemagraph: {
    name: 'Cinemagraph',
    description: 'Only the person moves. Every pixel of the background stands still.',
  },
  'parallax-still': {
    name: 'Parallax still',
    description: 'A camera moves through the depth of the picture. Needs no face.',
  },
});
