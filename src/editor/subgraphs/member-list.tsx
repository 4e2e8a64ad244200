import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SubgraphDefinition } from '../../runtime/document.ts';
import type { PortType } from '../../runtime/node.ts';
import { subgraphType } from '../../runtime/subgraph-type.ts';
import type { MemberKind } from '../document/definition-edits.ts';
import { registry } from '../registry.ts';
import { IconButton } from '../shell/icon-button.tsx';
import { subgraphStrings as strings } from '../strings/subgraphs-en.ts';
import { typeName } from '../strings/types.ts';
import { nameMember, removeMember, shiftMember } from './definition-actions.ts';
import './subgraphs.css';

interface MemberListProps {
  /** Of the definition. */
  readonly id: string;
  readonly definition: SubgraphDefinition;
  readonly kind: MemberKind;
}

/** The ports or exposed settings of a subgraph: name, order, removal. Wires of instances follow. */
export function MemberList({ id, definition, kind }: MemberListProps) {
  const members = Object.entries(definition[kind]);
  const title = { inputs: strings.inputs, outputs: strings.outputs, params: strings.params }[kind];
  const none = { inputs: strings.noInputs, outputs: strings.noOutputs, params: strings.noParams }[kind];
  return (
    <section className="inspector-section member-list" aria-label={title}>
      <h2>{title}</h2>
      {members.length === 0 && <p className="quiet">{none}</p>}
      <ol>
        {members.map(([name, member], index) => {
          const usual = usualLabel(id, kind, name);
          const shown = member.label ?? usual;
          return (
            <li key={name}>
              <span
                className={`port-dot type-${typeOf(definition, kind, name).toLowerCase()}`}
                aria-hidden="true"
              />
              <input
                className="text-field"
                aria-label={strings.member(shown)}
                value={member.label ?? ''}
                placeholder={usual}
                maxLength={200}
                onChange={(event) => nameMember(id, kind, name, event.target.value)}
              />
              <small>{noteOf(definition, kind, name)}</small>
              <IconButton
                label={strings.up(shown)}
                disabled={index === 0}
                onClick={() => shiftMember(id, kind, name, -1)}
              >
                <ArrowUp size={14} aria-hidden />
              </IconButton>
              <IconButton
                label={strings.down(shown)}
                disabled={index === members.length - 1}
                onClick={() => shiftMember(id, kind, name, 1)}
              >
                <ArrowDown size={14} aria-hidden />
              </IconButton>
              <IconButton label={strings.remove(shown)} onClick={() => removeMember(id, kind, name)}>
                <X size={14} aria-hidden />
              </IconButton>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** What a member is called as long as nobody names it. */
function usualLabel(id: string, kind: MemberKind, name: string): string {
  return kind === 'params' ? (registry.get(subgraphType(id))?.params[name]?.label ?? name) : name;
}

function typeOf(definition: SubgraphDefinition, kind: MemberKind, name: string): string {
  return kind === 'params' ? 'any' : (definition[kind][name]?.type ?? 'Any');
}

/** The type of a port, or which setting inside is meant. */
function noteOf(definition: SubgraphDefinition, kind: MemberKind, name: string): ReactNode {
  if (kind === 'params') return <span translate="no">{definition.params[name]?.target}</span>;
  const isOpen =
    kind === 'outputs'
      ? definition.outputs[name]?.from === undefined
      : definition.inputs[name]?.to.length === 0;
  return isOpen ? strings.open : typeName(typeOf(definition, kind, name) as PortType);
}
