import { catalogue } from './catalogue.ts';

/** Words of the help panel. */
export const helpStrings = catalogue('help', {
  title: 'Help',
  open: 'Help on the selected node',
  about: (title: string) => `Help on ${title}`,
  choose: 'Node',
  inputs: 'Takes',
  outputs: 'Gives',
  settings: 'Settings',
  tips: 'From the craft',
  noInputs: 'Nothing: it begins a workflow.',
  noOutputs: 'Nothing: it ends a workflow.',
  optional: 'optional',
  list: 'a whole list',
  range: (min: string, max: string, unit: string) => `${min} to ${max}${unit === '' ? '' : ` ${unit}`}`,
  standard: (value: string) => `default ${value}`,
  on: 'on',
  off: 'off',
  insert: 'Insert an example',
  insertHint: 'Adds a small workflow around this node, with a bundled photo. Undo takes it away.',
  insertStep: (title: string) => `Insert example of ${title}`,
  inserted: (title: string) => `Example of “${title}” inserted. Run to here shows it at work.`,
});
