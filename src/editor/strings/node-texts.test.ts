import { afterEach, describe, expect, it } from 'vitest';
import { NODE_DECLARATIONS } from '../../nodes/index.ts';
import { registry } from '../registry.ts';
import { speak } from './catalogue.ts';
import { german } from './de/german.ts';
import { nodeCatalogue } from './node-texts.ts';
import { spokenReason } from './reasons.ts';

afterEach(() => speak(undefined));

describe('texts of nodes', () => {
  it('are the declared ones in English', () => {
    for (const { load, framewise, needs, ...declared } of NODE_DECLARATIONS) {
      expect(JSON.parse(JSON.stringify(registry.get(declared.type)))).toMatchObject(
        JSON.parse(JSON.stringify(declared)),
      );
    }
  });

  it('exist in German for every node that ships', () => {
    const missing = NODE_DECLARATIONS.map(({ type }) => type).filter(
      (type) => !(nodeCatalogue(type) in german),
    );
    expect(missing).toEqual([]);
  });

  it('change with the language, down to options, and leave everything else as declared', () => {
    speak(german);
    const crop = registry.get('crop');
    expect(crop?.title).toBe('Zuschneiden');
    expect(crop?.inputs.image?.label).toBe('Bild');
    const mode = crop?.params.mode;
    if (mode?.kind !== 'choice') throw new Error('crop.mode offers a choice');
    expect(mode.label).toBe('Rahmen');
    expect(mode.options.map(({ value, label }) => `${value} ${label}`)).toEqual([
      'face Gesicht',
      'subject Motiv',
      'manual Von Hand',
      'full Ganzes Bild',
    ]);
    expect(mode.options[0]?.help).toBe('Ein Porträt um das ausgewählte Gesicht.');
    expect(mode.default).toBe('face');
  });

  it('keep the English words for the search', () => {
    speak(german);
    expect(registry.get('crop')?.keywords).toEqual(expect.arrayContaining(['zuschnitt', 'crop', 'Crop']));
  });
});

it('speaks the reasons of the planner', () => {
  expect(spokenReason('crop.margin 0.6 → 0.8')).toBe('crop.margin 0.6 → 0.8');
  speak(german);
  expect(spokenReason('never run')).toBe('noch nie ausgeführt');
  expect(spokenReason('"faces", which feeds it, cannot run.')).toBe(
    '„faces“, das ihn speist, ist nicht ausführbar.',
  );
  expect(spokenReason('Its input "Bild" is not connected: wire an Image to it.')).toBe(
    'Der Eingang „Bild“ ist nicht verbunden: Bild anschließen.',
  );
});
