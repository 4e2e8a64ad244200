import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measure } from '../src/motion/measures/verdicts.ts';
import { parseDocument } from '../src/runtime/parse-document.ts';
import type { ClipReader } from '../src/values/clip.ts';
import type { ImageValue } from '../src/values/value.ts';
import { samplePhoto } from '../tests/support/photos.ts';
import { galleryPage } from './gallery-page.ts';
import { reduceImage } from './gallery-reduce.ts';
import { WorkflowBench } from './gallery-workflow.ts';

const grey: ImageValue = { type: 'Image', width: 4, height: 2, data: new Uint8ClampedArray(32).fill(128) };

describe('galleryPage', () => {
  const page = galleryPage(
    [
      {
        name: 'cat & mouse',
        takes: [
          {
            title: 'smile',
            prompt: 'smile',
            frames: [0, 9],
            sheets: [{ label: 'whole frames', picture: grey }],
            report: { type: 'Report', measures: [measure('seam', 3, 12), measure('holes', 0)] },
            notices: ['<b>not markup</b>'],
          },
          { title: 'nod', prompt: 'nod', frames: [], sheets: [], notices: [], problem: 'No face was found.' },
        ],
      },
    ],
    'Made for a test.',
  );

  it('needs no other file and shows text as text', () => {
    expect(page).toContain('src="data:image/jpeg;base64,');
    expect(page).not.toMatch(/(src|href)="(?!data:)/);
    expect(page).toContain('cat &#38; mouse');
    expect(page).not.toContain('<b>not markup');
  });

  it('marks what is poor, with the frame, and counts it by photo and take', () => {
    expect(page).toMatch(/class="poor"[^>]*>Loop seam 3 × \(frame 12\)</);
    expect(page).toContain('<td class="poor">1 / 0</td>');
    expect(page).toContain('No face was found.');
    expect(page).toContain('<td class="poor">none</td>');
  });
});

describe('reduceImage', () => {
  it('takes the mean of blocks', () => {
    const data = new Uint8ClampedArray(32).map((_, i) => (Math.floor(i / 4) % 2 === 0 ? 10 : 30));
    expect(reduceImage({ ...grey, data }, 2)).toMatchObject({ width: 2, height: 1 });
    expect(reduceImage({ ...grey, data }, 2).data[0]).toBe(20);
    expect(reduceImage(grey, 1)).toBe(grey);
  });
});

describe('WorkflowBench', () => {
  const template = parseDocument(
    readFileSync(join(import.meta.dirname, '../workflows/parallax-still.json'), 'utf8'),
  );

  it('runs a template on a photo, draws frames when they are read, and keeps the analysis', async () => {
    const small = { ...template, nodes: { ...template.nodes } };
    small.nodes.crop = { ...small.nodes.crop!, params: { ...small.nodes.crop!.params, size: 256 } };
    const bench = new WorkflowBench(samplePhoto('coffee'));
    const clip = (await bench.input(small, 'encode', 'clip')) as ClipReader;
    expect(Math.max(clip.width, clip.height)).toBe(256);
    const { data } = await clip.read({ start: 0, end: 2 });
    expect(data).toHaveLength(2 * clip.width * clip.height * 4);
    const other = { ...small, nodes: { ...small.nodes } };
    other.nodes.prompt = { ...other.nodes.prompt!, params: { text: 'pull back' } };
    expect(await bench.input(other, 'animate', 'depth')).toBe(await bench.input(small, 'animate', 'depth'));
    expect(await bench.input(other, 'animate', 'motion')).not.toBe(
      await bench.input(small, 'animate', 'motion'),
    );
  });

  it('says what is missing', async () => {
    const bench = new WorkflowBench(grey);
    await expect(bench.output(template, 'nobody.image')).rejects.toThrow('no node nobody');
    expect(await bench.input(template, 'crop', 'faces')).toBeUndefined();
  });
});
