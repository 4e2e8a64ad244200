import { describe, expect, it } from 'vitest';
import type { WorkflowDocument, WorkflowNode } from '../../runtime/document.ts';
import { clipOf, outputNode } from './output-node.ts';

function workflow(nodes: Record<string, WorkflowNode>, outputs: readonly string[] = []): WorkflowDocument {
  return { kineograph: 1, name: 'clips', nodes, outputs: [...outputs] };
}

const ANIMATE: WorkflowNode = { type: 'animate@1' };
const LOOP: WorkflowNode = { type: 'loop-blend@1', inputs: { clip: 'animate.clip' } };

describe('what the player shows', () => {
  it('is the clip that was encoded', () => {
    const document = workflow({
      animate: ANIMATE,
      loop: LOOP,
      encode: { type: 'encode@1', inputs: { clip: 'loop.clip' } },
    });
    expect([outputNode(document), clipOf(document, outputNode(document))]).toEqual(['encode', 'loop']);
  });

  it('is the last clip where nothing is encoded', () => {
    const report: WorkflowNode = { type: 'take-report@1', inputs: { clip: 'animate.clip' } };
    expect(clipOf(workflow({ animate: ANIMATE }), undefined)).toBe('animate');
    expect(clipOf(workflow({ loop: LOOP, animate: ANIMATE }), undefined)).toBe('loop');
    expect(clipOf(workflow({ animate: ANIMATE, report }), undefined)).toBe('animate');
  });

  it('is a clip that is itself the output, and nothing where there is none', () => {
    const document = workflow({ animate: ANIMATE, loop: LOOP }, ['animate.clip']);
    expect([outputNode(document), clipOf(document, 'animate')]).toEqual(['animate', 'animate']);
    expect(clipOf(workflow({ photo: { type: 'load-image@1' } }), undefined)).toBeUndefined();
  });
});
