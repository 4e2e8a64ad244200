import { catalogue } from './catalogue.ts';

/** Words of groups, notes, reroutes and connecting by keyboard. */
export const graphStrings = catalogue('graph', {
  group: {
    untitled: 'Group',
    add: 'Group the selection',
    name: (title: string, nodes: number) => `Group ${title}, ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`,
    title: 'Title of the group',
    fit: 'Fit group to its nodes',
    run: 'Run group',
    bypass: 'Bypass group',
    enable: 'Enable group',
    remove: 'Remove the frame, keep its nodes',
    rename: 'Rename group',
    resize: 'Resize group',
    none: 'Select a group first.',
  },
  note: {
    add: 'Add note',
    placeholder: 'Write a note…',
    name: (text: string) => `Note: ${text}`,
    text: 'Text of the note',
    write: 'Write note',
    edit: 'Edit note',
    resize: 'Resize note',
    remove: 'Delete note',
  },
  reroute: {
    add: 'Add a reroute to the selected wire',
    name: (type: string) => `Reroute: ${type}`,
    noWire: 'Select a wire first: Tab to it and press Enter, or click it.',
    nothing: 'This reroute hangs on no wire.',
    circle: 'That would close a circle of reroutes.',
    step: 'Add reroute',
    remove: 'Remove reroute',
  },
  colour: 'Colour',
  colourName: {
    grey: 'Grey',
    blue: 'Blue',
    green: 'Green',
    amber: 'Amber',
    red: 'Red',
    purple: 'Purple',
  },
  rename: 'Rename',
});
