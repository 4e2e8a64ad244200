import { describe, expect, it } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';
import type { Plan } from '../../runtime/plan.ts';
import { editDocument, performEdit, undoEdit } from '../document/history.ts';
import { registry } from '../registry.ts';
import { chooseTake, rejectedTakes, setRejected } from './choose-take.ts';
import { findTakeList } from './take-list.ts';
import { takeLooksDocument } from './take-looks-document.ts';
import { flagsOf, rankingOf } from './take-scores.ts';

const declarationOf = (type: string) => registry.get(type);

//  prompt ── sampler ══ animate ══ loop      (══ a list of takes)
const MAPPED: WorkflowDocument = {
  kineograph: 1,
  name: 'Takes',
  nodes: {
    crop: { type: 'crop@1', inputs: {} },
    prompt: { type: 'motion-prompt@1' },
    sampler: { type: 'diffusion-sampler@1', params: { takes: 3 }, inputs: { prompt: 'prompt.prompt' } },
    animate: { type: 'animate@1', inputs: { image: 'crop.image', motion: 'sampler.motion' } },
    loop: { type: 'loop-blend@1', inputs: { clip: 'animate.clip' } },
  },
  outputs: [],
};

//  prompt ── sampler ══ best ── animate ── loop
const PICKED: WorkflowDocument = {
  ...MAPPED,
  nodes: {
    ...MAPPED.nodes,
    best: { type: 'rank-takes@1', params: { pick: 2 }, inputs: { takes: 'sampler.motion' } },
    animate: { type: 'animate@1', inputs: { image: 'crop.image', motion: 'best.motion' } },
  },
};

function planOf(document: WorkflowDocument, lists: Readonly<Record<string, number>>): Plan {
  const part = { state: 'new', reasons: [], estimatedMs: 0 } as const;
  const nodes = Object.keys(document.nodes).map((node) => {
    const elements = Array.from({ length: lists[node] ?? 0 }, (_, index) => ({
      ...part,
      key: `${node}${index}`,
    }));
    return [node, { ...part, node, ...(elements.length > 0 && { elements }) }] as const;
  });
  return { nodes: Object.fromEntries(nodes), order: Object.keys(document.nodes) };
}

const mapped = () => findTakeList(MAPPED, planOf(MAPPED, { sampler: 3, animate: 3, loop: 3 }), declarationOf);
const picked = () => findTakeList(PICKED, planOf(PICKED, { sampler: 3 }), declarationOf);

describe('takes of a document', () => {
  it('are found with what renders each of them', () => {
    expect(mapped()).toEqual({
      node: 'sampler',
      motions: 'sampler.motion',
      count: 3,
      picker: undefined,
      clips: 'animate',
      reports: undefined,
    });
  });

  it('are found with what picks from them', () => {
    expect(picked()).toMatchObject({ node: 'sampler', picker: 'best', clips: undefined });
  });

  it('are none where there is only one', () => {
    expect(findTakeList(PICKED, planOf(PICKED, { sampler: 1 }), declarationOf)).toBeUndefined();
  });

  it('are rendered in small as the document renders its motion, the motions unchanged', () => {
    const list = picked();
    if (!list) throw new Error('no takes');
    const looks = takeLooksDocument(PICKED, list, declarationOf);
    expect(looks.scores).toBe('best');
    expect(looks.document.nodes.sampler).toEqual(PICKED.nodes.sampler);
    expect(looks.document.nodes['crop~small']?.params).toEqual({ size: 192 });
    expect(looks.document.nodes[looks.clips ?? '']?.inputs).toEqual({
      image: 'crop~small.image',
      motion: 'sampler.motion',
    });
    expect(looks.document.nodes[looks.reports ?? '']?.inputs).toEqual({
      image: 'crop~small.image',
      clip: 'take-clips.clip',
      motion: 'sampler.motion',
    });
  });
});

describe('choosing a take', () => {
  it('sets the pick where one is picked already', () => {
    const list = picked();
    if (!list) throw new Error('no takes');
    const after = performEdit(editDocument(PICKED), 'choose', (draft) =>
      chooseTake(draft, list, 2, declarationOf),
    );
    expect(after.document.nodes.best?.params).toEqual({ pick: 3 });
    expect(Object.keys(after.document.nodes)).toEqual(Object.keys(PICKED.nodes));
  });

  it('puts a picker before what takes them one by one; one undo takes it out again', () => {
    const list = mapped();
    if (!list) throw new Error('no takes');
    const after = performEdit(editDocument(MAPPED), 'choose', (draft) =>
      chooseTake(draft, list, 1, declarationOf),
    );
    expect(after.document.nodes['rank-takes']).toMatchObject({
      inputs: { takes: 'sampler.motion' },
      params: { pick: 2 },
    });
    expect(after.document.nodes.animate?.inputs?.motion).toBe('rank-takes.motion');
    expect(undoEdit(after).document.nodes).toEqual(MAPPED.nodes);
  });

  it('keeps which takes were rejected, and forgets it again', () => {
    const once = performEdit(editDocument(MAPPED), 'reject', (draft) =>
      setRejected(draft, 'sampler', 2, true),
    );
    expect(rejectedTakes(once.document, 'sampler')).toEqual([2]);
    const back = performEdit(once, 'keep', (draft) => setRejected(draft, 'sampler', 2, false));
    expect(rejectedTakes(back.document, 'sampler')).toEqual([]);
    expect(rejectedTakes({ ...MAPPED, view: { takes: { sampler: 'x' } } as never }, 'sampler')).toEqual([]);
  });
});

it('reads the ranking and the flags from reports', () => {
  const measure = (key: string, value: number) => ({ key, name: key, value, unit: '0..1' });
  const ranking = {
    type: 'Report',
    measures: [measure('picked', 2), measure('take.2', 0.9), measure('take.1', 0.4)],
  } as const;
  expect(rankingOf(ranking)).toEqual([
    { take: 1, score: 0.9 },
    { take: 0, score: 0.4 },
  ]);
  const report = {
    type: 'Report',
    measures: [
      { ...measure('seam', 2), verdict: 'poor' },
      { ...measure('identity', 1), verdict: 'good' },
    ],
    rejected: ['the seam shows'],
  } as const;
  expect(flagsOf(report)).toEqual({
    flags: [
      {
        key: 'seam',
        name: 'seam',
        value: 2,
        unit: '0..1',
        verdict: 'poor',
        bound: { side: 'most', value: 1.2 },
      },
    ],
    rejected: ['the seam shows'],
  });
});
