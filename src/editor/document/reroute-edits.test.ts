import { describe, expect, it } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { parseDocument } from '../../runtime/parse-document.ts';
import { serialiseDocument } from '../../runtime/serialise-document.ts';
import { connect, disconnect, removeNodes } from './edits.ts';
import { type Draft, editDocument, performEdit } from './history.ts';
import {
  feedReroute,
  hangOn,
  inputsThrough,
  insertReroute,
  removeReroutes,
  rerouteSource,
  routeOf,
} from './reroute-edits.ts';

const DOCUMENT: WorkflowDocument = {
  kineograph: 1,
  name: 'x',
  nodes: {
    photo: { type: 'load-image@1' },
    other: { type: 'load-image@1' },
    crop: { type: 'crop@1', inputs: { image: 'photo.image' } },
    matte: { type: 'matte@1', inputs: { image: 'photo.image' } },
  },
  outputs: [],
};
const CROP = { node: 'crop', port: 'image' };

function changed(change: (draft: Draft<WorkflowDocument>) => void, from = DOCUMENT): WorkflowDocument {
  return performEdit(editDocument(from), 'change', change).document;
}

/** photo -> r1 -> r2 -> crop, r1 -> matte */
const ROUTED = changed((draft) => {
  insertReroute(draft, CROP, { x: 10, y: 10 });
  insertReroute(draft, CROP, { x: 20, y: 10 });
  hangOn(draft, 'r1', 'matte', 'image');
});

describe('reroutes', () => {
  it('lie on wires in order, shared by several, and leave the inputs as they are', () => {
    expect(routeOf(ROUTED, 'crop', 'image')).toEqual(['r1', 'r2']);
    expect(routeOf(ROUTED, 'matte', 'image')).toEqual(['r1']);
    expect(inputsThrough(ROUTED, 'r1')).toEqual(['crop.image', 'matte.image']);
    expect(rerouteSource(ROUTED.view, 'r2')).toBe('photo.image');
    expect(ROUTED.nodes).toEqual(DOCUMENT.nodes);
    expect(parseDocument(serialiseDocument(ROUTED))).toEqual(ROUTED);
  });

  it('can be put before another one', () => {
    const more = changed((draft) => insertReroute(draft, { reroute: 'r2' }, { x: 15, y: 0 }), ROUTED);
    expect(routeOf(more, 'crop', 'image')).toEqual(['r1', 'r3', 'r2']);
    expect(routeOf(more, 'matte', 'image')).toEqual(['r1']);
  });

  it('keep the connection when they are taken away', () => {
    const without = changed((draft) => removeReroutes(draft, ['r1']), ROUTED);
    expect(routeOf(without, 'crop', 'image')).toEqual(['r2']);
    expect(routeOf(without, 'matte', 'image')).toEqual([]);
    expect(without.nodes).toEqual(DOCUMENT.nodes);
    const none = changed((draft) => removeReroutes(draft, ['r2', 'r1']), ROUTED);
    expect([none.view?.reroutes, none.view?.wires, none.nodes]).toEqual([{}, {}, DOCUMENT.nodes]);
  });

  it('are forgotten with the last wire through them', () => {
    const cut = changed((draft) => disconnect(draft, 'crop', 'image'), ROUTED);
    expect(Object.keys(cut.view?.reroutes ?? {})).toEqual(['r1']);
    const rewired = changed((draft) => connect(draft, 'other.image', 'crop', 'image'), ROUTED);
    expect(routeOf(rewired, 'crop', 'image')).toEqual([]);
    const gone = changed((draft) => removeNodes(draft, ['photo']), ROUTED);
    expect(gone.view?.reroutes).toEqual({});
  });

  it('hand another source on to everything behind them', () => {
    const fed = changed((draft) => feedReroute(draft, 'r2', 'other.image'), ROUTED);
    expect(fed.nodes.crop?.inputs?.image).toBe('other.image');
    expect(fed.nodes.matte?.inputs?.image).toBe('photo.image');
    expect(routeOf(fed, 'crop', 'image')).toEqual(['r2']);
  });

  it('of hostile documents end nowhere', () => {
    const view = { reroutes: { a: { x: 0, y: 0, from: 'b' }, b: { x: 0, y: 0, from: 'a' } } };
    expect(rerouteSource(view, 'a')).toBeUndefined();
    const wired = { ...DOCUMENT, view: { ...view, wires: { 'crop.image': 'a', nonsense: 'b' } } };
    expect(routeOf(wired, 'crop', 'image')).toEqual([]);
    expect(changed((draft) => disconnect(draft, 'none', 'x'), wired).view?.reroutes).toEqual({});
  });
});
