import { AppWindow, ArrowDown, ArrowUp, SquareArrowOutUpRight, X } from 'lucide-react';
import { IconButton } from '../shell/icon-button.tsx';
import './app-view.css';
import { edit, editWhole, useDocument } from '../document/document-store.ts';
import { registry } from '../registry.ts';
import { appViewStrings } from '../strings/app-view-en.ts';
import { subgraphStrings } from '../strings/subgraphs-en.ts';
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
            <IconButton
              label={appViewStrings.up(spec.label)}
              disabled={index === 0}
              onClick={() => move(reference, -1)}
            >
              <ArrowUp size={14} aria-hidden />
            </IconButton>
            <IconButton
              label={appViewStrings.down(spec.label)}
              disabled={index === controls.length - 1}
              onClick={() => move(reference, 1)}
            >
              <ArrowDown size={14} aria-hidden />
            </IconButton>
            <IconButton
              label={appViewStrings.remove(spec.label)}
              onClick={() =>
                editWhole(appViewStrings.steps.demote, (draft) => toggleControl(draft, reference))
              }
            >
              <X size={14} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ol>
      <button type="button" className="button wide" onClick={() => showAppView(true)}>
        <AppWindow size={15} aria-hidden /> {appViewStrings.open}
      </button>
    </section>
  );
}

/**
 * Beside a parameter's name: shows it one level up, or takes it away there. That is the app view, and inside of a
 * subgraph the node that stands for it.
 */
export function PromoteButton({ reference, label }: { readonly reference: string; readonly label: string }) {
  const isPromoted = useDocument((state) => state.document.app?.controls.includes(reference) ?? false);
  const isInside = useDocument((state) => state.place.length > 0);
  const { promote, demote, steps } = isInside ? wordsInside() : appViewStrings;
  const Icon = isInside ? SquareArrowOutUpRight : AppWindow;
  return (
    <button
      type="button"
      className="icon-button field-promote"
      title={isPromoted ? demote : promote}
      aria-label={`${promote}: ${label}`}
      aria-pressed={isPromoted}
      onClick={() =>
        edit(isPromoted ? steps.demote : steps.promote, (draft) => toggleControl(draft, reference))
      }
    >
      <Icon size={13} aria-hidden />
    </button>
  );
}

function wordsInside() {
  const { expose, hide, steps } = subgraphStrings;
  return { promote: expose, demote: hide, steps: { promote: steps.expose, demote: steps.hide } };
}
