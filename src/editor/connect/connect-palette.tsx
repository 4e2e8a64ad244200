import { Command as Cmdk } from 'cmdk';
import { useEffect, useMemo, useState } from 'react';
import type { NodeId } from '../../runtime/document.ts';
import { useDocument, useInspectedNode } from '../document/document-store.ts';
import { nodeTitles } from '../document/node-titles.ts';
import { registry } from '../registry.ts';
import { useCommandPalette } from '../shell/command-state.ts';
import { connectStrings } from '../strings/connect-en.ts';
import { chooseRows, type Row, type RowGroup, targetRows, wireRows } from './connect-rows.ts';
import './connect.css';
import type { PortChoice } from './connect-choices.ts';

/** Connects the selected node, or cuts one of its wires, by names and without a pointer. */
export function ConnectPalette({ task }: { readonly task: 'connect' | 'disconnect' }) {
  const node = useInspectedNode();
  const close = () => useCommandPalette.setState({ open: false });
  useEffect(() => {
    if (node === undefined) useCommandPalette.setState({ open: false });
  }, [node]);
  if (node === undefined) return null;
  return <Steps key={node} node={node} task={task} close={close} />;
}

interface StepsProps {
  readonly node: NodeId;
  readonly task: 'connect' | 'disconnect';
  readonly close: () => void;
}

function Steps({ node, task, close }: StepsProps) {
  const document = useDocument((state) => state.document);
  const title = nodeTitles(document, registry).get(node) ?? node;
  const [end, setEnd] = useState<PortChoice>();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState('');
  const { heading, groups } = useMemo(() => {
    if (task === 'disconnect') return wireRows(document, node, title);
    return end ? targetRows(document, end, title) : chooseRows(document, node, title, setEnd);
  }, [document, node, task, end, title]);
  const shown = useMemo(() => matching(groups, query), [groups, query]);
  const choices = shown.flatMap(({ rows }) => rows);
  const fitting = choices.filter(({ perform }) => perform).length;
  // With each new list the first row is the chosen one.
  const value = choices.some(({ id }) => id === chosen) ? chosen : (choices[0]?.id ?? '');
  const search = (text: string) => {
    setQuery(text);
    setChosen('');
  };
  const choose = (row: Row) => {
    search('');
    if (row.keepsOpen) row.perform?.();
    else if (row.perform) {
      close();
      row.perform();
    }
  };
  return (
    <Cmdk.Dialog
      open
      onOpenChange={(open) => !open && close()}
      label={heading}
      shouldFilter={false}
      value={value}
      onValueChange={setChosen}
      className="command-palette connect-palette"
      overlayClassName="dialog-overlay"
    >
      <h2 className="connect-heading">{heading}</h2>
      <Cmdk.Input
        autoFocus
        value={query}
        onValueChange={search}
        placeholder={connectStrings.filter}
        onKeyDown={(event) => {
          if (event.key === 'Backspace' && query === '' && end) setEnd(undefined);
        }}
      />
      <Cmdk.List label={heading}>
        {choices.length === 0 && <div className="menu-empty">{connectStrings.none}</div>}
        {shown.map(({ name, rows }) => (
          <Cmdk.Group key={name} heading={name}>
            {rows.map((row) => (
              <Choice key={row.id} row={row} onChoose={() => choose(row)} />
            ))}
          </Cmdk.Group>
        ))}
      </Cmdk.List>
      <p className="connect-hint">{task === 'connect' ? connectStrings.hint : connectStrings.wireHint}</p>
      <p className="visually-hidden" role="status">
        {connectStrings.counts(fitting, choices.length - fitting)}
      </p>
    </Cmdk.Dialog>
  );
}

/** One line: what cannot be chosen stays reachable, so that its reason is read out too. */
function Choice({ row, onChoose }: { readonly row: Row; readonly onChoose: () => void }) {
  return (
    <Cmdk.Item value={row.id} onSelect={onChoose} className={row.perform ? '' : 'connect-unfit'}>
      <span className={row.mark} aria-hidden="true" />
      <span>{row.label}</span>
      {row.note !== '' && <span className="menu-note">{row.note}</span>}
    </Cmdk.Item>
  );
}

function matching(groups: readonly RowGroup[], query: string): readonly RowGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ label, keywords }: Row) => {
    const text = [label, ...keywords].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return groups.flatMap(({ name, rows }) => {
    const found = rows.filter(fits);
    return found.length > 0 ? [{ name, rows: found }] : [];
  });
}
