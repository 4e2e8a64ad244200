import { beforeEach, describe, expect, it } from 'vitest';
import { expandSubgraphs } from '../../runtime/expand-subgraphs.ts';
import { parseDocument } from '../../runtime/parse-document.ts';
import { serialiseDocument } from '../../runtime/serialise-document.ts';
import { buildGraph } from '../../runtime/workflow-graph.ts';
import { toggleControl } from '../app-view/app-controls.ts';
import { registry } from '../registry.ts';
import { copyCanvas, pasteCanvas } from './canvas-fragment.ts';
import {
  labelMember,
  moveMember,
  removeDefinition,
  removeInput,
  removeOutput,
  renameDefinition,
  unusedDefinitions,
} from './definition-edits.ts';
import {
  changeParam,
  edit,
  editWhole,
  goTo,
  openDocument,
  redo,
  undo,
  useDocument,
} from './document-store.ts';
import { addNode, connect, disconnect, freeNodeId, placeNode, removeNodes } from './edits.ts';
import { addNote } from './furniture-edits.ts';
import { insertReroute, routeOf } from './reroute-edits.ts';
import { createSubgraph, expandInstance } from './subgraph-edits.ts';
import { ANALYSIS, keysOf, NODE_TYPES, PORTRAIT } from './subgraph-portrait.fixture.ts';

const state = () => useDocument.getState();
const shown = () => state().document;
const definition = () => state().whole.subgraphs?.subgraph;

/** The portrait with its analysis in a subgraph, whose inside is shown. */
beforeEach(() => {
  openDocument(PORTRAIT);
  edit('make', (draft) => void createSubgraph(draft, registry, ANALYSIS, 'Analysis'));
  goTo(['subgraph']);
});

describe('the inside of a subgraph', () => {
  it('is shown with the ids of the flat graph, and its inputs and outputs as nodes', () => {
    expect(Object.keys(shown().nodes)).toEqual([
      'subgraph/.inputs',
      'subgraph/landmarks',
      'subgraph/matte',
      'subgraph/regions',
      'subgraph/depth',
      'subgraph/prompt',
      'subgraph/.outputs',
    ]);
    expect(shown().nodes['subgraph/matte']?.inputs?.image).toBe('subgraph/.inputs.image');
    expect(shown().nodes['subgraph/.outputs']?.inputs?.depth).toBe('subgraph/depth.depth');
    const flat = expandSubgraphs(state().whole).document.nodes;
    expect(Object.keys(flat)).toEqual(expect.arrayContaining(['subgraph/matte', 'subgraph/depth']));
    const declaration = registry.get(shown().nodes['subgraph/.inputs']?.type ?? '');
    expect(Object.keys(declaration?.outputs ?? {})).toEqual(['image', 'faces', ' new']);
  });

  it('is not changed by being looked at', () => {
    const before = state().whole;
    goTo([]);
    goTo(['subgraph']);
    expect(state().whole).toBe(before);
    expect(keysOf(before)).toEqual(keysOf(PORTRAIT));
  });

  it('takes a parameter, a place, a note and a flag where they belong, and keeps what did not change', () => {
    const before = shown().nodes;
    changeParam('subgraph/prompt', 'text', 'smile');
    expect(definition()?.nodes.prompt?.params?.text).toBe('smile');
    expect(shown().nodes['subgraph/matte']).toBe(before['subgraph/matte']);
    edit('move', (draft) => {
      placeNode(draft, 'subgraph/matte', { x: 11, y: 12 });
      placeNode(draft, 'subgraph/.outputs', { x: 900, y: 1 });
      addNote(draft, { text: 'here', x: 0, y: 0 });
    });
    expect(definition()?.view?.nodes?.matte).toEqual({ x: 11, y: 12 });
    expect(definition()?.view?.ends).toEqual({ outputs: { x: 900, y: 1 } });
    expect(definition()?.view?.notes).toHaveLength(1);
    expect(shown().view?.nodes?.['subgraph/.outputs']).toEqual({ x: 900, y: 1 });
  });

  it('shows reroutes on wires from its inputs', () => {
    edit('bend', (draft) => {
      insertReroute(draft, { node: 'subgraph/matte', port: 'image' }, { x: 1, y: 2 });
    });
    expect(definition()?.view?.reroutes?.r1?.from).toBe('.inputs.image');
    expect(routeOf(shown(), 'subgraph/matte', 'image')).toEqual(['r1']);
  });
});

describe('ports', () => {
  it('are made by wiring, with the type of what they are wired to', () => {
    const id = freeNodeId(shown(), 'depth');
    expect(id).toBe('subgraph/depth-2');
    edit('add', (draft) => {
      const declaration = NODE_TYPES.get('depth');
      if (declaration) addNode(draft, id, declaration, { x: 0, y: 0 });
      connect(draft, 'subgraph/.inputs. new', id, 'image');
    });
    edit('out', (draft) => connect(draft, `${id}.depth`, 'subgraph/.outputs', ' new'));
    expect(definition()?.inputs['image-2']).toEqual({ type: 'Image', label: 'Image', to: ['depth-2.image'] });
    expect(definition()?.outputs['depth-2']).toMatchObject({ type: 'Depth', from: 'depth-2.depth' });
    expect(shown().nodes[id]?.inputs?.image).toBe('subgraph/.inputs.image-2');
    undo();
    undo();
    expect(Object.keys(definition()?.inputs ?? {})).toEqual(['image', 'faces']);
  });

  it('stay open when the node behind them goes, and are fed again by another', () => {
    edit('remove', (draft) => removeNodes(draft, ['subgraph/depth']));
    expect(definition()?.outputs.depth).toEqual({ type: 'Depth', label: 'Depth' });
    expect(definition()?.inputs.image?.to).not.toContain('depth.image');
    const graph = buildGraph(state().whole, NODE_TYPES);
    expect(graph.nodes.get('animate')?.problems[0]).toContain('gives nothing at "Depth" yet');
    edit('cut', (draft) => disconnect(draft, 'subgraph/.outputs', 'matte'));
    expect(definition()?.outputs.matte?.from).toBeUndefined();
    edit('wire', (draft) => connect(draft, 'subgraph/matte.matte', 'subgraph/.outputs', 'matte'));
    expect(definition()?.outputs.matte?.from).toBe('matte.matte');
  });

  it('may pass an input on', () => {
    edit('pass', (draft) => connect(draft, 'subgraph/.inputs.image', 'subgraph/.outputs', ' new'));
    expect(definition()?.outputs.image).toMatchObject({ type: 'Image', from: '.inputs.image' });
    goTo([]);
    edit('use', (draft) => connect(draft, 'subgraph.image', 'animate', 'image'));
    const flat = expandSubgraphs(state().whole).document;
    expect(flat.nodes.animate?.inputs?.image).toBe('crop.image');
    edit('expand', (draft) => void expandInstance(draft, 'subgraph'));
    expect(shown().nodes.animate?.inputs?.image).toBe('crop.image');
    expect(keysOf(state().whole)).toEqual(keysOf(PORTRAIT));
  });

  it('are renamed and reordered without touching wires, and removed with them', () => {
    editWhole('label', (draft) => labelMember(draft, 'subgraph', 'inputs', 'image', 'Photo'));
    editWhole('move', (draft) => moveMember(draft, 'subgraph', 'inputs', 'faces', -1));
    expect(Object.keys(definition()?.inputs ?? {})).toEqual(['faces', 'image']);
    expect(registry.get('subgraph:subgraph')?.inputs.image?.label).toBe('Photo');
    expect(keysOf(state().whole)).toEqual(keysOf(PORTRAIT));
    editWhole('remove', (draft) => removeOutput(draft, 'subgraph', 'depth'));
    expect(state().whole.nodes.animate?.inputs?.depth).toBeUndefined();
    editWhole('remove', (draft) => removeInput(draft, 'subgraph', 'faces'));
    expect(state().whole.nodes.subgraph?.inputs).toEqual({ image: 'crop.image' });
    for (let step = 0; step < 4; step++) undo();
    expect(Object.keys(definition()?.inputs ?? {})).toEqual(['image', 'faces']);
    expect(state().whole.nodes.animate?.inputs?.depth).toBe('subgraph.depth');
  });
});

describe('exposed parameters', () => {
  it('are shown as controls inside and set by instances outside', () => {
    edit('expose', (draft) => toggleControl(draft, 'subgraph/matte.model'));
    expect(definition()?.params.model).toEqual({ target: 'matte.model' });
    expect(shown().app?.controls).toContain('subgraph/matte.model');
    edit('hide', (draft) => toggleControl(draft, 'subgraph/prompt.text'));
    expect(definition()?.params.text).toBeUndefined();
    // What the app view showed of it goes too.
    expect(state().whole.app?.controls).not.toContain('subgraph.text');
    undo();
    expect(state().whole.app?.controls).toContain('subgraph.text');
  });

  it('go through a subgraph that is made inside', () => {
    edit('nest', (draft) => void createSubgraph(draft, registry, ['subgraph/prompt'], 'Words'));
    expect(definition()?.params.text).toEqual({ target: 'subgraph.text' });
    expect(state().whole.subgraphs?.['subgraph-2']?.params.text).toEqual({ target: 'prompt.text' });
    expect(Object.keys(state().whole.subgraphs?.['subgraph-2']?.nodes ?? {})).toEqual(['prompt']);
    expect(keysOf(state().whole)).toEqual(keysOf(PORTRAIT));
    goTo(['subgraph', 'subgraph']);
    changeParam('subgraph/subgraph/prompt', 'text', 'nod');
    expect(expandSubgraphs(state().whole).document.nodes['subgraph/subgraph/prompt']?.params?.text).toBe(
      'nod',
    );
    goTo(['subgraph']);
    edit('flatten', (draft) => void expandInstance(draft, 'subgraph/subgraph'));
    expect(definition()?.params.text).toEqual({ target: 'prompt.text' });
    expect(definition()?.nodes.prompt?.params?.text).toBe('nod');
  });
});

describe('undo', () => {
  it('goes to where the change was made', () => {
    changeParam('subgraph/prompt', 'text', 'smile');
    goTo([]);
    undo();
    expect(state().place).toEqual(['subgraph']);
    expect(definition()?.nodes.prompt?.params?.text).not.toBe('smile');
    goTo([]);
    redo();
    expect(state().place).toEqual(['subgraph']);
    undo();
    // The step before made the subgraph: without it there is no inside.
    undo();
    expect(state().place).toEqual([]);
    expect(state().whole).toEqual(PORTRAIT);
    expect(state().document).toBe(state().whole);
  });

  it('keeps drags apart that are made in different graphs', () => {
    edit('Move', (draft) => placeNode(draft, 'subgraph/matte', { x: 1, y: 1 }), 'drag 1');
    goTo([]);
    edit('Move', (draft) => placeNode(draft, 'photo', { x: 1, y: 1 }), 'drag 1');
    expect(state().past).toHaveLength(3);
  });
});

describe('definitions', () => {
  it('are shared by all instances, and renamed for all', () => {
    goTo([]);
    const fragment = copyCanvas(shown(), ['subgraph'], []);
    edit('paste', (draft) => void pasteCanvas(draft, fragment, { x: 0, y: 0 }));
    goTo(['subgraph-2']);
    changeParam('subgraph-2/prompt', 'text', 'smile');
    edit('rename', (draft) => renameDefinition(draft, 'subgraph', 'Look'));
    goTo(['subgraph']);
    expect(shown().nodes['subgraph/prompt']?.params?.text).toBe('smile');
    expect(shown().name).toBe('Look');
  });

  it('copy out of the inside and into it', () => {
    const fragment = copyCanvas(shown(), ['subgraph/matte', 'subgraph/.inputs'], []);
    expect(Object.keys(fragment.nodes)).toEqual(['matte']);
    goTo([]);
    edit('paste', (draft) => void pasteCanvas(draft, fragment, { x: 0, y: 0 }));
    expect(shown().nodes.matte).toEqual({ type: expect.any(String), inputs: {} });
    goTo(['subgraph']);
    edit('paste', (draft) => void pasteCanvas(draft, fragment, { x: 0, y: 0 }));
    expect(shown().nodes['subgraph/matte-2']?.inputs?.image).toBe('subgraph/.inputs.image');
    expect(definition()?.inputs.image?.to).toContain('matte-2.image');
  });

  it('cannot be put into themselves', () => {
    const before = state().whole;
    goTo([]);
    const fragment = copyCanvas(shown(), ['subgraph'], []);
    goTo(['subgraph']);
    edit('paste', (draft) => void pasteCanvas(draft, fragment, { x: 0, y: 0 }));
    expect(state().whole).toBe(before);
    expect(state().past).toHaveLength(1);
  });

  it('go with all their instances, or are found to be unused', () => {
    goTo([]);
    edit('remove', (draft) => removeNodes(draft, ['subgraph']));
    expect(unusedDefinitions(state().whole)).toEqual(['subgraph']);
    undo();
    editWhole('delete', (draft) => void removeDefinition(draft, 'subgraph'));
    expect(state().whole.nodes.subgraph).toBeUndefined();
    expect(state().whole.nodes.animate?.inputs).toEqual({ image: 'crop.image', motion: 'motion.motion' });
    expect(state().whole.subgraphs).toEqual({});
    expect(state().whole.app?.controls).not.toContain('subgraph.text');
  });
});

it('saves and opens what was made inside', () => {
  edit('pass', (draft) => connect(draft, 'subgraph/.inputs.image', 'subgraph/.outputs', ' new'));
  edit('remove', (draft) => removeNodes(draft, ['subgraph/depth']));
  const text = serialiseDocument(state().whole);
  expect(parseDocument(text)).toEqual(state().whole);
});
