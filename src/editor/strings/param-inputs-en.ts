import { catalogue } from './catalogue.ts';

/** Words of settings that are inputs too. */
export const paramInputStrings = catalogue('paramInputs', {
  make: 'Make it an input',
  undo: 'Make it a setting again',
  wired: (source: string) => `Set by ${source}`,
  goTo: 'Go to the node that sets it',
  cut: 'Cut the wire',
  menu: 'Setting',
  steps: {
    make: (label: string) => `Make ${label} an input`,
    undo: (label: string) => `Make ${label} a setting again`,
  },
});
