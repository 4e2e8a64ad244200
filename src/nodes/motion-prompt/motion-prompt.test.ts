import { describe, expect, it } from 'vitest';
import type { RunContext } from '../../runtime/node.ts';
import type { FacesValue } from '../../values/faces.ts';
import type { RegionsValue } from '../../values/value.ts';
import { spec } from './motion-prompt.node.ts';
import { run } from './motion-prompt.run.ts';

function contextWith(notices: string[]): RunContext {
  return {
    signal: new AbortController().signal,
    progress: () => {},
    notice: (message) => notices.push(message),
    readAsset: () => Promise.reject(new Error('reads no assets')),
    readModel: () => Promise.reject(new Error('reads no models')),
    element: { index: 0, count: 1 },
    hasGpu: false,
    threads: 0,
  };
}

function facesWith(count: number, width: number): FacesValue {
  const face = { box: { x: 0, y: 0, width, height: width }, confidence: 1, keypoints: [] };
  return {
    type: 'Faces',
    width: 512,
    height: 512,
    faces: Array.from({ length: count }, () => face),
    selected: 0,
  };
}

describe('motion-prompt', () => {
  it('reads its default text without a remark', async () => {
    const notices: string[] = [];
    const { prompt } = await run(contextWith(notices), {}, { text: spec.params.text.default });
    expect(prompt.intents.map(({ behaviour }) => behaviour)).toEqual(['blink', 'head-turn', 'breathe']);
    expect(notices).toEqual([]);
  });

  it('says what it did not understand, and what was perhaps meant', async () => {
    const notices: string[] = [];
    await run(contextWith(notices), {}, { text: 'blnik, smile' });
    expect(notices).toEqual(['Not understood: "blnik" (did you mean "blink"?).']);
  });

  it('passes on what this photo makes risky', async () => {
    const notices: string[] = [];
    const regions: RegionsValue = {
      type: 'Regions',
      width: 2,
      height: 2,
      masks: { hair: new Float32Array(4) },
    };
    const inputs = { faces: facesWith(2, 90), regions };
    const { prompt } = await run(contextWith(notices), inputs, { text: 'wind in her hair' });
    const codes = prompt.warnings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['no-hair', 'several-faces', 'small-face']));
    expect(notices).toHaveLength(codes.length);
  });

  it('tells a closed mouth from the landmarks', async () => {
    const landmarks = new Float32Array(478 * 3);
    landmarks[78 * 3] = 100;
    landmarks[308 * 3] = 160;
    landmarks[13 * 3 + 1] = 50;
    landmarks[14 * 3 + 1] = 51;
    const closed = facesWith(1, 300);
    const withLandmarks = { ...closed, faces: closed.faces.map((face) => ({ ...face, landmarks })) };
    const first = await run(contextWith([]), { faces: withLandmarks }, { text: 'open mouth' });
    expect(first.prompt.warnings[0].message).toContain('closed in the photo');
    landmarks[14 * 3 + 1] = 70;
    const second = await run(contextWith([]), { faces: withLandmarks }, { text: 'open mouth' });
    expect(second.prompt.warnings).toEqual([]);
  });
});
