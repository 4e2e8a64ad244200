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
  enter: 'In den Teilgraphen hineingehen',
  leave: 'Aus dem Teilgraphen hinausgehen',
  way: 'Stelle im Workflow',
  entered: (name) => `In „${name}“`,
  left: (name) => `Zurück in „${name}“`,
  shared: (count) => `${count}-mal verwendet: Änderungen hier ändern alle.`,
  unique: 'Diesen eigenständig machen',
  isAlreadyIn: (name) => `„${name}“ enthält sich selbst: Sein Inneres ist schon zu sehen.`,
  endless: (name) => `„${name}“ passt nicht in sich selbst: Das nähme kein Ende.`,
  tooManyPorts: (count) => `Ein Teilgraph hat auf jeder Seite höchstens ${count} Anschlüsse.`,
  undone: (name, step) => `In „${name}“ rückgängig gemacht: ${step}`,
  redone: (name, step) => `In „${name}“ wiederholt: ${step}`,
  section: 'Teilgraph',
  name: 'Name des Teilgraphen',
  nameHint: (count) => (count === 1 ? 'Einmal verwendet.' : `${count}-mal verwendet; alle heißen so.`),
  expose: 'Am Teilgraph-Knoten zeigen',
  hide: 'Nicht mehr am Teilgraph-Knoten zeigen',
  params: 'Einstellungen am Teilgraph-Knoten',
  noParams: 'Noch keine. Einen Knoten innen wählen und den Knopf neben einer Einstellung drücken.',
  noInputs: 'Noch keine. Eine Leitung von „neuer Eingang“ zu einem Knoten ziehen.',
  noOutputs: 'Noch keine. Eine Leitung von einem Knoten zu „neuer Ausgang“ ziehen.',
  member: (name) => `Name von ${name}`,
  up: (name) => `${name} nach oben`,
  down: (name) => `${name} nach unten`,
  remove: (name) => `${name} entfernen`,
  open: 'nicht verbunden',
  manage: 'Teilgraphen dieses Workflows',
  manageHint:
    'Ein Teilgraph wird einmal festgelegt; jeder seiner Knoten auf der Arbeitsfläche ist ein Exemplar. Wer ihn löscht, löscht alle Exemplare; rückgängig machen bringt sie wieder.',
  manageNone: 'Noch keine. Knoten auswählen und einen Teilgraphen daraus machen.',
  uses: (nodes, count) =>
    `${nodes} Knoten · ${count === 0 ? 'unbenutzt' : count === 1 ? 'einmal verwendet' : `${count}-mal verwendet`}`,
  showInside: (name) => `In ${name} hineingehen`,
  delete: (name) => `${name} mit allen Exemplaren löschen`,
  deleted: (name, count) =>
    count === 0
      ? `„${name}“ gelöscht`
      : `„${name}“ gelöscht, mit ${count} ${count === 1 ? 'Exemplar' : 'Exemplaren'}`,
  deleteUnused: 'Unbenutzte Teilgraphen löschen',
  noUnused: 'Jeder Teilgraph wird benutzt.',
  unusedDeleted: (count) =>
    `${count} ${count === 1 ? 'unbenutzter Teilgraph' : 'unbenutzte Teilgraphen'} gelöscht`,
  steps: {
    rename: 'Teilgraphen umbenennen',
    renamePort: 'Anschluss umbenennen',
    renameParam: 'Einstellung umbenennen',
    movePort: 'Anschlüsse umordnen',
    moveParam: 'Einstellungen umordnen',
    removePort: 'Anschluss entfernen',
    expose: 'Einstellung am Teilgraph-Knoten zeigen',
    hide: 'Einstellung vom Teilgraph-Knoten nehmen',
    delete: 'Teilgraphen löschen',
  },
};
