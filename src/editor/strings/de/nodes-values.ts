import type { spec as number } from '../../../nodes/number/number.node.ts';
import type { spec as seed } from '../../../nodes/seed/seed.node.ts';
import type { spec as switchSpec } from '../../../nodes/switch/switch.node.ts';
import type { spec as text } from '../../../nodes/text/text.node.ts';
import type { NodeTexts } from '../node-texts.ts';

interface ValueNodes {
  readonly number: NodeTexts<typeof number>;
  readonly seed: NodeTexts<typeof seed>;
  readonly text: NodeTexts<typeof text>;
  readonly switch: NodeTexts<typeof switchSpec>;
}

const GIVEN = 'Was alles bekommt, woran es angeschlossen ist.';

/** Nodes that give a single value. */
export const valueNodes: ValueNodes = {
  number: {
    title: 'Zahl',
    summary:
      'Eine Zahl, die mehrere Einstellungen teilen: an Einstellungen anschließen, die Eingänge wurden.',
    keywords: 'wert konstante kommazahl ganzzahl regler teilen',
    tips: [
      'Eine Einstellung mit dem Stecker neben ihrem Namen zum Eingang machen und die Zahl anschließen.',
      'Einstellungen für ganze Zahlen runden sie und bleiben in ihrem Bereich.',
    ],
    inputs: {},
    outputs: { value: 'Zahl' },
    params: { value: ['Zahl', GIVEN] },
  },
  seed: {
    title: 'Startwert',
    summary: 'Ein Startwert, den mehrere Knoten teilen: Ein Wurf des Würfels ändert sie gemeinsam.',
    keywords: 'zufall würfel seed zahl rauschen teilen',
    tips: ['Die Startwerte mehrerer Knoten zu Eingängen machen und diesen an alle anschließen.'],
    inputs: {},
    outputs: { seed: 'Startwert' },
    params: { seed: ['Startwert', 'Eine ganze Zahl; dieselbe Zahl gibt immer dasselbe Ergebnis.'] },
  },
  text: {
    title: 'Text',
    summary: 'Ein Text, den mehrere Einstellungen teilen, etwa ein Prompt oder der Name einer Auswahl.',
    keywords: 'zeichenkette wörter prompt konstante teilen',
    tips: [
      'An den Text zweier Bewegungsprompts angeschlossen, sagen beide dasselbe.',
      'Eine Einstellung mit Auswahl nimmt den Namen einer ihrer Möglichkeiten.',
    ],
    inputs: {},
    outputs: { text: 'Text' },
    params: { text: ['Text', GIVEN] },
  },
  switch: {
    title: 'Schalter',
    summary: 'An oder aus für mehrere Einstellungen zugleich: an Schalter anschließen, die Eingänge wurden.',
    keywords: 'wahrheitswert ein aus ja nein umschalten teilen',
    tips: ['Ein Schalter für die Schleife von Sampler und Kodierung hält beide gleich.'],
    inputs: {},
    outputs: { on: 'An' },
    params: { on: ['An', GIVEN] },
  },
};
