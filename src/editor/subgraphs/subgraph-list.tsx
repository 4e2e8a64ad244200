import { LogIn, Trash2 } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import { subgraphIdOf } from '../../runtime/subgraph-type.ts';
import { instanceCount, unusedDefinitions } from '../document/definition-edits.ts';
import { goTo, useDocument } from '../document/document-store.ts';
import { type Place, ROOT, stepsTo } from '../document/places.ts';
import { closeDialog } from '../shell/dialog-state.ts';
import { subgraphStrings as strings } from '../strings/subgraphs-en.ts';
import { deleteDefinition, deleteUnused, nameDefinition } from './definition-actions.ts';
import './subgraphs.css';

/** All subgraphs of the open document: names, uses, the way in, and deleting. */
export default function SubgraphList() {
  const whole = useDocument((state) => state.whole);
  const definitions = Object.entries(whole.subgraphs ?? {});
  const unused = unusedDefinitions(whole);
  return (
    <>
      <Dialog.Title className="dialog-title">{strings.manage}</Dialog.Title>
      <p className="dialog-hint">{definitions.length === 0 ? strings.manageNone : strings.manageHint}</p>
      <ul className="subgraph-list">
        {definitions.map(([id, { name, nodes }]) => {
          const inside = placeInside(whole, id);
          return (
            <li key={id}>
              <input
                className="text-field"
                aria-label={strings.name}
                value={name}
                maxLength={200}
                onChange={(event) => nameDefinition(id, event.target.value)}
              />
              <small>{strings.uses(Object.keys(nodes).length, instanceCount(whole, id))}</small>
              <button
                type="button"
                className="icon-button"
                title={strings.showInside(name)}
                aria-label={strings.showInside(name)}
                disabled={!inside}
                onClick={() => {
                  closeDialog();
                  if (inside) goTo(inside);
                }}
              >
                <LogIn size={14} aria-hidden />
              </button>
              <button
                type="button"
                className="icon-button"
                title={strings.delete(name)}
                aria-label={strings.delete(name)}
                onClick={() => deleteDefinition(id)}
              >
                <Trash2 size={14} aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
      {unused.length > 0 && (
        <button type="button" className="button" onClick={deleteUnused}>
          <Trash2 size={14} aria-hidden /> {strings.deleteUnused}
        </button>
      )}
    </>
  );
}

/** A place where the inside of a definition can be seen; undefined when no instance of it can be reached. */
function placeInside(whole: WorkflowDocument, definition: string): Place | undefined {
  const pending: { readonly place: Place; readonly nodes: WorkflowDocument['nodes'] }[] = [
    { place: ROOT, nodes: whole.nodes },
  ];
  const seen = new Set<string>();
  for (let at = pending.shift(); at; at = pending.shift()) {
    for (const [id, { type }] of Object.entries(at.nodes)) {
      const inner = subgraphIdOf(type);
      if (inner === undefined || seen.has(inner)) continue;
      seen.add(inner);
      const place: readonly NodeId[] = [...at.place, id];
      const step = stepsTo(whole, place).at(-1);
      if (step?.definitionId !== inner) continue;
      if (inner === definition) return place;
      pending.push({ place, nodes: step.definition.nodes });
    }
  }
  return undefined;
}
