import { Dialog } from 'radix-ui';
import { useEffect, useState } from 'react';
import { currentDraft } from '../document/current-draft.ts';
import { editWhole, useDocument } from '../document/document-store.ts';
import type { Draft } from '../document/history.ts';
import { type Version, versionsOf } from '../document/versions.ts';
import { formatTime } from '../format.ts';
import { toast } from '../notices/toast.ts';
import { closeDialog } from '../shell/dialog-state.ts';
import { documentStrings } from '../strings/documents-en.ts';
import { strings } from '../strings/en.ts';

/** Earlier states of the open document: when, how large, and the way back to them. */
export default function VersionList() {
  const [versions, setVersions] = useState<readonly Version[]>();
  const document = useDocument((state) => state.whole);
  useEffect(() => {
    const id = currentDraft();
    const found = id === undefined ? Promise.resolve([]) : versionsOf(id);
    found.then(setVersions, () => setVersions([]));
  }, []);
  const present = JSON.stringify(document);
  return (
    <>
      <Dialog.Title className="dialog-title">{documentStrings.versions}</Dialog.Title>
      <p className="dialog-hint">
        {versions?.length === 0 ? documentStrings.versionsNone : documentStrings.versionsHint}
      </p>
      <ul>
        {versions?.map((version) => (
          <VersionRow
            key={version.id}
            version={version}
            isPresent={JSON.stringify(version.document) === present}
          />
        ))}
      </ul>
    </>
  );
}

function VersionRow({ version, isPresent }: { readonly version: Version; readonly isPresent: boolean }) {
  const time = formatTime(version.savedAt);
  const nodes = strings.gallery.nodes(Object.keys(version.document.nodes).length);
  return (
    <li className="version-row">
      <div>
        <strong>{time}</strong>{' '}
        <span>
          {version.document.name} · {nodes}
        </span>
      </div>
      {isPresent ? (
        <span>{documentStrings.current}</span>
      ) : (
        <button
          type="button"
          className="button"
          aria-label={documentStrings.restoreOf(time)}
          onClick={() => restore(version)}
        >
          {documentStrings.restore}
        </button>
      )}
    </li>
  );
}

/** Restoring is a step like any other: undo brings back what was there. */
function restore({ document: earlier, savedAt }: Version): void {
  editWhole(documentStrings.restoreStep, (draft) => {
    // It stays this document: a version may be from before it was copied.
    const document = { ...earlier, ...(draft.id === undefined ? {} : { id: draft.id }) };
    for (const member of Object.keys(draft)) {
      if (!Object.hasOwn(document, member)) delete (draft as Record<string, unknown>)[member];
    }
    Object.assign(draft, structuredClone(document) as Draft<typeof document>);
  });
  closeDialog();
  toast.success(documentStrings.restored(formatTime(savedAt)));
}
