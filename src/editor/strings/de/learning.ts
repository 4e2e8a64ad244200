import type { Translation } from '../catalogue.ts';
import type { helpStrings } from '../help-en.ts';
import type { tourStrings } from '../tour-en.ts';

export const help: Translation<typeof helpStrings> = {
  title: 'Hilfe',
  open: 'Hilfe zum ausgewählten Knoten',
  about: (title) => `Hilfe zu „${title}“`,
  choose: 'Knoten',
  inputs: 'Nimmt',
  outputs: 'Gibt',
  settings: 'Einstellungen',
  tips: 'Aus der Praxis',
  noInputs: 'Nichts: Er beginnt einen Workflow.',
  noOutputs: 'Nichts: Er beendet einen Workflow.',
  optional: 'optional',
  list: 'eine ganze Liste',
  range: (min, max, unit) => `${min} bis ${max}${unit === '' ? '' : ` ${unit}`}`,
  standard: (value) => `Vorgabe ${value}`,
  on: 'an',
  off: 'aus',
  insert: 'Beispiel einfügen',
  insertHint:
    'Fügt einen kleinen Workflow rund um diesen Knoten ein, mit einem mitgelieferten Foto. Rückgängig nimmt ihn wieder weg.',
  insertStep: (title) => `Beispiel für „${title}“ einfügen`,
  inserted: (title) => `Beispiel für „${title}“ eingefügt. „Bis hierher ausführen“ zeigt es bei der Arbeit.`,
};

export const tour: Translation<typeof tourStrings> = {
  title: 'Ein erster Rundgang',
  restart: 'Rundgang zeigen',
  step: (step, count) => `${step} von ${count}`,
  next: 'Weiter',
  back: 'Zurück',
  skip: 'Rundgang überspringen',
  done: 'Anfangen',
  steps: {
    workflow: {
      title: 'Jeder Kasten ist ein Schritt',
      text: 'Links kommt ein Foto herein, rechts geht ein Clip hinaus. Jeder Kasten zeigt, was er gemacht hat: das Gesicht, seinen Umriss, Tiefe, Bewegung.',
    },
    photo: {
      title: 'Ein eigenes Foto',
      text: 'Irgendwo auf die Seite ziehen oder einfügen. Es verlässt dieses Gerät nie.',
    },
    run: {
      title: 'Ausführen',
      text: 'Gerechnet wird hier auf diesem Gerät. Nach einer Änderung läuft nur neu, was davon abhängt; alles andere bleibt, auch bis morgen.',
    },
    settings: {
      title: 'Alles lässt sich ändern',
      text: 'Ein Klick auf einen Kasten zeigt hier seine Einstellungen, F1 erklärt ihn. Jeder Schritt lässt sich rückgängig machen.',
    },
    result: {
      title: 'Den Clip mitnehmen',
      text: 'Nach dem Lauf spielt er hier in einer Schleife. Ein gespeicherter Clip trägt seinen Workflow: wieder hereinziehen und weitermachen.',
    },
  },
};
