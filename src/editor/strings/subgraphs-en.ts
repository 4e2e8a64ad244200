import { catalogue } from './catalogue.ts';

/** Words of the inside of subgraphs: the way in and out, ports, exposed parameters, definitions. */
export const subgraphStrings = catalogue('subgraphs', {
  inputs: 'Inputs',
  outputs: 'Outputs',
  inputsSummary: 'What comes into this subgraph. Wire the last port to a node to add an input.',
  outputsSummary: 'What this subgraph gives. Wire a node to the last port to add an output.',
  newInput: 'new input',
  newOutput: 'new output',
  isAlreadyIn: (name: string) => `“${name}” contains itself: its inside is shown already.`,
  endless: (name: string) => `“${name}” cannot be put into itself: it would never end.`,
  undone: (name: string, step: string) => `Undone in “${name}”: ${step}`,
  redone: (name: string, step: string) => `Redone in “${name}”: ${step}`,
});
