import { describe, expect, it } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { editDocument, performEdit, undoEdit } from '../document/history.ts';
import { trimClip, trimPlace, untrimClip } from './trim-clip.ts';

//  motion ── animate ── loop
const PLAIN: WorkflowDocument = {
  kineograph: 1,
  name: 'Trim',
  nodes: {
    motion: { type: 'natural-motion@1' },
    animate: { type: 'animate@1', inputs: { motion: 'motion.motion' } },
    loop: { type: 'loop-blend@1', inputs: { clip: 'animate.clip' } },
  },
  outputs: [],
};

function trimmed(document: WorkflowDocument, from: number, to: number) {
  const place = trimPlace(document, 'loop');
  if (!place) throw new Error('nothing to trim');
  return performEdit(editDocument(document), 'trim', (draft) => trimClip(draft, place, from, to));
}

const edited = (params: Record<string, number | string>): WorkflowDocument => ({
  ...PLAIN,
  nodes: {
    ...PLAIN.nodes,
    edit: { type: 'motion-edit@1', params, inputs: { motion: 'motion.motion' } },
    animate: { type: 'animate@1', inputs: { motion: 'edit.motion' } },
  },
});

describe('trimming a clip', () => {
  it('puts a node that trims between motion and renderer, in one step', () => {
    const after = trimmed(PLAIN, 0.5, 2);
    expect(after.document.nodes['motion-edit']).toMatchObject({
      inputs: { motion: 'motion.motion' },
      params: { start: 0.5, end: 2 },
    });
    expect(after.document.nodes.animate?.inputs?.motion).toBe('motion-edit.motion');
    expect(undoEdit(after).document.nodes).toEqual(PLAIN.nodes);
  });

  it('counts from what is trimmed off already, and in the time of the take', () => {
    expect(trimmed(edited({ start: 1, end: 3 }), 0.25, 1).document.nodes.edit?.params).toEqual({
      start: 1.25,
      end: 2,
    });
    const fast = edited({ timing: 'tempo', tempo: 2 });
    expect(trimmed(fast, 0.5, 1).document.nodes.edit?.params).toMatchObject({ start: 1, end: 2 });
  });

  it('gives the whole take back', () => {
    const place = trimPlace(edited({ start: 1, end: 2, smooth: 0.1 }), 'animate');
    if (!place) throw new Error('nothing to trim');
    expect(place.isTrimmed).toBe(true);
    const after = performEdit(editDocument(edited({ start: 1, end: 2, smooth: 0.1 })), 'whole', (draft) =>
      untrimClip(draft, place),
    );
    expect(after.document.nodes.edit?.params).toEqual({ smooth: 0.1 });
  });

  it('is not offered where the length is fitted, or where no motion is behind the clip', () => {
    expect(trimPlace(edited({ timing: 'fit' }), 'loop')).toBeUndefined();
    expect(trimPlace(PLAIN, 'motion')).toBeUndefined();
  });
});
