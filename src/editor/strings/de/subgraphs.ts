import type { Translation } from '../catalogue.ts';
import type { subgraphStrings } from '../subgraphs-en.ts';

export const subgraphs: Translation<typeof subgraphStrings> = {
  inputs: 'Eingänge',
  outputs: 'Ausgänge',
  inputsSummary:
    'Was in diesen Teilgraphen hineinkommt. Den letzten Anschluss mit einem Knoten verbinden fügt einen Eingang hinzu.',
  outputsSummary:
    'Was dieser Teilgraph gibt. Einen Knoten mit dem letzten Anschluss verbinden fügt einen Ausgang hinzu.',
  newInput: 'neuer Eingang',
  newOutput: 'neuer Ausgang',
  isAlreadyIn: (name) => `„${name}“ enthält sich selbst: Sein Inneres ist schon zu sehen.`,
  endless: (name) => `„${name}“ passt nicht in sich selbst: Das nähme kein Ende.`,
  undone: (name, step) => `In „${name}“ rückgängig gemacht: ${step}`,
  redone: (name, step) => `In „${name}“ wiederholt: ${step}`,
};
