import { AppWindow, ArrowDown, ArrowUp, X } from 'lucide-react';
import './app-view.css';
import { edit, editWhole, useDocument } from '../document/document-store.ts';
import { registry } from '../registry.ts';
import { appViewStrings } from '../strings/app-view-en.ts';
import { appControls, moveControl, toggleControl } from './app-controls.ts';
import { showAppView } from './app-view-state.ts';

/** What the app view shows, in order; shown in the inspector while no node is selected. */
export function AppControlList() {
  const document = useDocument((state) => state.whole);
  const controls = appControls(document, registry);
  if (Object.keys(document.nodes).length === 0) return null;
  const shown = controls.map(({ reference }) => reference);
  const move = (reference: string, by: 1 | -1) =>
    editWhole(appViewStrings.steps.move, (draft) => moveControl(draft, reference, by, shown));
  return (
    <section className="inspector-section app-controls">
      <h2>{appViewStrings.controls}</h2>
      <p className="field-help">{appViewStrings.controlsHint}</p>
      <ol>
        {controls.map(({ reference, spec, nodeTitle }, index) => (
          <li key={reference}>
            <span>
              {spec.label} <small>{nodeTitle}</small>
            </span>
            <RowButton
              label={appViewStrings.up(spec.label)}
              disabled={index === 0}
              onClick={() => move(reference, -1)}
            >
              <ArrowUp size={14} aria-hidden />
            </RowButton>
            <RowButton
              label={appViewStrings.down(spec.label)}
              disabled={index === controls.length - 1}
              onClick={() => move(reference, 1)}
            >
              <ArrowDown size={14} aria-hidden />
            </RowButton>
            <RowButton
              label={appViewStrings.remove(spec.label)}
              onClick={() =>
                editWhole(appViewStrings.steps.demote, (draft) => toggleControl(draft, reference))
              }
            >
              <X size={14} aria-hidden />
            </RowButton>
          </li>
        ))}
      </ol>
      <button type="button" className="button wide" onClick={() => showAppView(true)}>
        <AppWindow size={15} aria-hidden /> {appViewStrings.open}
      </button>
    </section>
  );
}

interface RowButtonProps {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}

function RowButton({ label, disabled, onClick, children }: RowButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      title={label}
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

/** Beside a parameter's name: shows it in the app view, or takes it out. */
export function PromoteButton({ reference, label }: { readonly reference: string; readonly label: string }) {
  const isPromoted = useDocument((state) => state.document.app?.controls.includes(reference) ?? false);
  const text = isPromoted ? appViewStrings.demote : appViewStrings.promote;
  return (
    <button
      type="button"
      className="icon-button field-promote"
      title={text}
      aria-label={`${appViewStrings.promote}: ${label}`}
      aria-pressed={isPromoted}
      onClick={() => {
        const { steps } = appViewStrings;
        edit(isPromoted ? steps.demote : steps.promote, (draft) => toggleControl(draft, reference));
      }}
    >
      <AppWindow size={13} aria-hidden />
    </button>
  );
}
