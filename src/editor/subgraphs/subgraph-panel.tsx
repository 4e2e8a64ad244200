import { Combine, CopyPlus, LogIn } from 'lucide-react';
import type { NodeId } from '../../runtime/document.ts';
import { definitionOf, subgraphIdOf } from '../../runtime/subgraph-type.ts';
import { expandSelectedInstance, makeSelectedUnique } from '../canvas/subgraph-actions.ts';
import type { BoundarySide } from '../document/boundary.ts';
import { instanceCount } from '../document/definition-edits.ts';
import { useDocument } from '../document/document-store.ts';
import { subgraphAt } from '../document/places.ts';
import { graphStrings } from '../strings/graph-en.ts';
import { subgraphStrings as strings } from '../strings/subgraphs-en.ts';
import { nameDefinition } from './definition-actions.ts';
import { MemberList } from './member-list.tsx';
import './subgraphs.css';
import { enterInstance } from './way-in.ts';

/** In the inspector inside of a subgraph: its name, its ports, and what its instances can set. */
export default function ShownSubgraph({ only }: { readonly only?: BoundarySide }) {
  const whole = useDocument((state) => state.whole);
  const place = useDocument((state) => state.place);
  const step = subgraphAt(whole, place);
  if (!step) return null;
  const { definition, definitionId: id } = step;
  if (only) return <MemberList id={id} definition={definition} kind={only} />;
  return (
    <>
      <section className="inspector-section subgraph-name">
        <h2>{strings.section}</h2>
        <DefinitionName id={id} name={definition.name} />
      </section>
      <MemberList id={id} definition={definition} kind="params" />
      <MemberList id={id} definition={definition} kind="inputs" />
      <MemberList id={id} definition={definition} kind="outputs" />
    </>
  );
}

/** In the inspector of an instance: the way in, and what it shares with other instances. */
export function InstanceSection({ id }: { readonly id: NodeId }) {
  const whole = useDocument((state) => state.whole);
  const type = useDocument((state) => state.document.nodes[id]?.type ?? '');
  const definition = definitionOf(whole, type);
  const definitionId = subgraphIdOf(type);
  if (!definition || definitionId === undefined) return null;
  const { expand, unique } = graphStrings.subgraph;
  return (
    <section className="inspector-section instance-section">
      <h2>{strings.section}</h2>
      <DefinitionName id={definitionId} name={definition.name} />
      <div className="instance-actions">
        <button type="button" className="button primary" onClick={() => enterInstance(id)}>
          <LogIn size={14} aria-hidden /> {strings.enter}
        </button>
        {instanceCount(whole, definitionId) > 1 && (
          <button type="button" className="button" onClick={makeSelectedUnique}>
            <CopyPlus size={14} aria-hidden /> {unique}
          </button>
        )}
        <button type="button" className="button" onClick={expandSelectedInstance}>
          <Combine size={14} aria-hidden /> {expand}
        </button>
      </div>
    </section>
  );
}

function DefinitionName({ id, name }: { readonly id: string; readonly name: string }) {
  const count = useDocument(({ whole }) => instanceCount(whole, id));
  return (
    <>
      <input
        className="text-field"
        aria-label={strings.name}
        value={name}
        maxLength={200}
        onChange={(event) => nameDefinition(id, event.target.value)}
      />
      <p className="field-help">{strings.nameHint(count)}</p>
    </>
  );
}
