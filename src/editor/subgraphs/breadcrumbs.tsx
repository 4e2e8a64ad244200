import { ChevronRight, CornerLeftUp } from 'lucide-react';
import { instanceCount } from '../document/definition-edits.ts';
import { useDocument } from '../document/document-store.ts';
import { ROOT, stepsTo } from '../document/places.ts';
import { subgraphStrings as strings } from '../strings/subgraphs-en.ts';
import './subgraphs.css';
import { makeShownUnique } from './definition-actions.ts';
import { goOutTo, leaveSubgraph } from './way-in.ts';

/** Where the shown graph lies in the workflow, and the ways out of it. Nothing in the document's own graph. */
export function Breadcrumbs() {
  const whole = useDocument((state) => state.whole);
  const place = useDocument((state) => state.place);
  const steps = stepsTo(whole, place);
  const last = steps.at(-1);
  if (!last) return null;
  return (
    <nav className="breadcrumbs" aria-label={strings.way}>
      <button
        type="button"
        className="icon-button"
        title={strings.leave}
        aria-label={strings.leave}
        onClick={leaveSubgraph}
      >
        <CornerLeftUp size={14} aria-hidden />
      </button>
      <ol>
        <li>
          <button type="button" onClick={() => goOutTo(ROOT)}>
            <span translate="no">{whole.name}</span>
          </button>
        </li>
        {steps.map((step, index) => (
          <li key={step.definitionId}>
            <ChevronRight size={12} aria-hidden />
            {step === last ? (
              <span className="breadcrumb-here" aria-current="page" translate="no">
                {step.definition.name}
              </span>
            ) : (
              <button type="button" onClick={() => goOutTo(place.slice(0, index + 1))}>
                <span translate="no">{step.definition.name}</span>
              </button>
            )}
          </li>
        ))}
      </ol>
      <SharedNotice count={instanceCount(whole, last.definitionId)} />
    </nav>
  );
}

/** Says that an edit reaches further than what is seen. */
function SharedNotice({ count }: { readonly count: number }) {
  if (count < 2) return null;
  return (
    <p className="shared-notice">
      <span>{strings.shared(count)}</span>
      <button type="button" className="button" onClick={makeShownUnique}>
        {strings.unique}
      </button>
    </p>
  );
}
