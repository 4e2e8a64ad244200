import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { parseDocument } from '../../runtime/parse-document.ts';
import { LINK_LIMITS, packWorkflow, unpackWorkflow } from './share-link.ts';

const portrait = parseDocument(readFileSync('workflows/living-portrait.json', 'utf8'));

const asLink = (bytes: Uint8Array) => Buffer.from(deflateSync(bytes)).toString('base64url');

describe('share link', () => {
  it('brings a workflow back as it was, in a link short enough to send', () => {
    const packed = packWorkflow(portrait);
    expect(packed).toMatch(/^[\w-]+$/);
    expect(packed.length).toBeLessThan(2000);
    expect(unpackWorkflow(packed)).toEqual(portrait);
  });

  it('keeps names in any script', () => {
    const named: WorkflowDocument = { ...portrait, name: 'Großmutter 祖母 👵' };
    expect(unpackWorkflow(packWorkflow(named)).name).toBe(named.name);
  });

  it('leaves out references to files of the sender, not to samples', () => {
    const params = { file: `asset:${'a'.repeat(64)}`, other: 'sample:hopper' };
    const own: WorkflowDocument = {
      ...portrait,
      nodes: { photo: { type: 'load-image@1', params } },
      outputs: [],
    };
    expect(unpackWorkflow(packWorkflow(own)).nodes.photo?.params).toEqual({ other: 'sample:hopper' });
  });

  it('refuses a workflow that no link can hold', () => {
    const text = Array.from({ length: 60_000 }, (_, index) => (index * 7919) % 9973).join(',');
    const notes = Array.from({ length: 20 }, (_, x) => ({
      text: text.slice(x * 15_000, (x + 1) * 15_000),
      x,
      y: 0,
    }));
    expect(() => packWorkflow({ ...portrait, view: { notes } })).toThrow('too large');
  });

  it('stops unpacking at the bound', () => {
    const bomb = asLink(new Uint8Array(8 * LINK_LIMITS.bytes).fill(32));
    expect(bomb.length).toBeLessThan(LINK_LIMITS.characters);
    expect(() => unpackWorkflow(bomb)).toThrow('no complete workflow');
  });

  it('refuses cut and altered links with an error that says what to do', () => {
    const packed = packWorkflow(portrait);
    fc.assert(
      fc.property(fc.nat(packed.length - 2), (length) => {
        expect(() => unpackWorkflow(packed.slice(0, length))).toThrow();
      }),
      { numRuns: 60 },
    );
    expect(() => unpackWorkflow(asLink(new TextEncoder().encode('{"kineograph":2}')))).toThrow();
    expect(() => unpackWorkflow('%%%')).toThrow('no complete workflow');
  });
});
