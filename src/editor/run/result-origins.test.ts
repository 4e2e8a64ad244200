import { expect, it } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { ResultOrigins } from './result-origins.ts';

const named = (name: string): WorkflowDocument => ({ kineograph: 1, name, nodes: {}, outputs: [] });
const planOf = (state: 'fresh' | 'stale', key: string) => ({
  order: ['clip'],
  nodes: { clip: { node: 'clip', key, state, reasons: [], estimatedMs: 0 } },
});

it('keeps the document that made a result when the document changes afterwards', () => {
  const origins = new ResultOrigins();
  origins.note('k1', named('as run'));
  origins.notePlan(planOf('stale', 'k2'), named('edited'));
  expect(origins.documentOf('k1')?.name).toBe('as run');
  expect(origins.documentOf('k2')).toBeUndefined();
});

it('follows changes that make the same result, such as another name', () => {
  const origins = new ResultOrigins();
  origins.note('k1', named('as run'));
  origins.notePlan(planOf('fresh', 'k1'), named('renamed'));
  expect(origins.documentOf('k1')?.name).toBe('renamed');
});
