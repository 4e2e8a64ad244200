import { catalogue } from './catalogue.ts';

/** Words of the inside of subgraphs: the way in and out, ports, exposed parameters, definitions. */
export const subgraphStrings = catalogue('subgraphs', {
  inputs: 'Inputs',
  outputs: 'Outputs',
  inputsSummary: 'What comes into this subgraph. Wire the last port to a node to add an input.',
  outputsSummary: 'What this subgraph gives. Wire a node to the last port to add an output.',
  newInput: 'new input',
  newOutput: 'new output',
  enter: 'Go into the subgraph',
  leave: 'Go out of the subgraph',
  way: 'Where you are in the workflow',
  entered: (name: string) => `Inside “${name}”`,
  left: (name: string) => `Back in “${name}”`,
  shared: (count: number) => `Used ${count} times: changes here change all of them.`,
  unique: 'Make this one unique',
  isAlreadyIn: (name: string) => `“${name}” contains itself: its inside is shown already.`,
  endless: (name: string) => `“${name}” cannot be put into itself: it would never end.`,
  tooManyPorts: (count: number) => `A subgraph has at most ${count} ports on each side.`,
  undone: (name: string, step: string) => `Undone in “${name}”: ${step}`,
  redone: (name: string, step: string) => `Redone in “${name}”: ${step}`,
  section: 'Subgraph',
  name: 'Name of the subgraph',
  nameHint: (count: number) =>
    count === 1 ? 'Used once.' : `Used ${count} times; all of them have this name.`,
  expose: 'Show on the subgraph node',
  hide: 'No longer show on the subgraph node',
  params: 'Settings on the subgraph node',
  noParams: 'None yet. Choose a node inside and press the button beside a setting.',
  noInputs: 'None yet. Draw a wire from “new input” to a node.',
  noOutputs: 'None yet. Draw a wire from a node to “new output”.',
  member: (name: string) => `Name of ${name}`,
  up: (name: string) => `Move ${name} up`,
  down: (name: string) => `Move ${name} down`,
  remove: (name: string) => `Remove ${name}`,
  open: 'not connected',
  manage: 'Subgraphs of this workflow',
  manageHint:
    'A subgraph is defined once; each node of it on the canvas is an instance. Deleting one takes all its instances along; undo brings them back.',
  manageNone: 'None yet. Select nodes and make a subgraph of them.',
  uses: (nodes: number, count: number) =>
    `${nodes} ${nodes === 1 ? 'node' : 'nodes'} · ${count === 0 ? 'unused' : `used ${count === 1 ? 'once' : `${count} times`}`}`,
  showInside: (name: string) => `Go into ${name}`,
  delete: (name: string) => `Delete ${name} and its instances`,
  deleted: (name: string, count: number) =>
    count === 0
      ? `“${name}” deleted`
      : `“${name}” deleted, with ${count} ${count === 1 ? 'instance' : 'instances'}`,
  deleteUnused: 'Delete unused subgraphs',
  noUnused: 'Every subgraph is used.',
  unusedDeleted: (count: number) => `${count} unused ${count === 1 ? 'subgraph' : 'subgraphs'} deleted`,
  steps: {
    rename: 'Rename subgraph',
    renamePort: 'Rename port',
    renameParam: 'Rename setting',
    movePort: 'Reorder ports',
    moveParam: 'Reorder settings',
    removePort: 'Remove port',
    expose: 'Show setting on the subgraph node',
    hide: 'Take setting off the subgraph node',
    delete: 'Delete subgraph',
  },
});
