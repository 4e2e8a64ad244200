import { Lock } from 'lucide-react';
import { useState } from 'react';
import { reportError } from '../../values/errors.ts';
import { toast } from '../notices/toast.ts';
import { announceFailure } from '../run/announcements.ts';
import { documentStrings } from '../strings/documents-en.ts';
import { takeOver } from './current-draft.ts';
import { useDocument } from './document-store.ts';
import { makeCopy } from './make-copy.ts';
import './read-only-bar.css';

/** Says that another tab edits the document, and offers the two ways out. Blinks when a change was refused. */
export function ReadOnlyBar() {
  const isReadOnly = useDocument((state) => state.isReadOnly);
  const refusals = useDocument((state) => state.refusals);
  const [isBusy, setBusy] = useState(false);
  if (!isReadOnly) return null;
  const perform = (action: () => Promise<void>) => {
    setBusy(true);
    void action().finally(() => setBusy(false));
  };
  return (
    <div className="read-only-bar" role="alert">
      {/* A new element with each refusal, so that the blink begins anew. */}
      <p key={refusals} data-refused={refusals > 0}>
        <Lock size={14} aria-hidden /> {documentStrings.elsewhere}
      </p>
      <button
        type="button"
        className="button primary"
        disabled={isBusy}
        onClick={() => perform(takeOverAndTell)}
      >
        {documentStrings.takeOver}
      </button>
      <button type="button" className="button" disabled={isBusy} onClick={() => perform(makeCopy)}>
        {documentStrings.makeCopy}
      </button>
    </div>
  );
}

async function takeOverAndTell(): Promise<void> {
  try {
    await takeOver();
    if (!useDocument.getState().isReadOnly) toast.success(documentStrings.takenOver);
  } catch (error) {
    announceFailure(undefined, reportError(error));
  }
}
