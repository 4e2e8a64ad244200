import { Trash2 } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { reportError } from '../../values/errors.ts';
import { currentDraft, openRecent } from '../document/current-draft.ts';
import { deleteDraft, type RecentDraft, readDraft, recentDrafts, saveDraft } from '../document/drafts.ts';
import { formatTime } from '../format.ts';
import { toast } from '../notices/toast.ts';
import { announceFailure } from '../run/announcements.ts';
import { resetRuns, schedulePlan } from '../run/run-store.ts';
import { strings } from '../strings/en.ts';
import { closeGallery } from './gallery-state.ts';

/** Autosaved documents, newest first: open one again, or delete it. */
export function RecentDocuments() {
  const [drafts, setDrafts] = useState<readonly RecentDraft[]>();
  const refresh = useCallback(() => {
    recentDrafts().then(setDrafts, () => setDrafts([]));
  }, []);
  useEffect(refresh, [refresh]);
  if (!drafts) return null;
  return (
    <section className="recent">
      <h3>{strings.gallery.recent}</h3>
      {drafts.length === 0 && <p className="quiet">{strings.gallery.recentNone}</p>}
      <ul>
        {drafts.map((draft) => (
          <RecentRow key={draft.id} draft={draft} onChange={refresh} />
        ))}
      </ul>
    </section>
  );
}

function RecentRow({ draft, onChange }: { readonly draft: RecentDraft; readonly onChange: () => void }) {
  const { id, name, nodes, savedAt, isOpen } = draft;
  const { gallery } = strings;
  const place = id === currentDraft() ? gallery.openNow : isOpen ? gallery.openElsewhere : undefined;
  return (
    <li className="recent-row">
      <button type="button" className="recent-open" onClick={() => void reopen(id)}>
        <strong translate="no">{name || strings.unnamed}</strong>
        <span>
          {gallery.nodes(nodes)} · {formatTime(savedAt)}
        </span>
      </button>
      {place === undefined ? (
        <button
          type="button"
          className="icon-button"
          aria-label={gallery.remove(name)}
          title={gallery.remove(name)}
          onClick={() => void remove(draft, onChange)}
        >
          <Trash2 size={14} aria-hidden />
        </button>
      ) : (
        <span className="recent-place">{place}</span>
      )}
    </li>
  );
}

async function reopen(id: string): Promise<void> {
  try {
    const isSame = id === currentDraft();
    if (!(await openRecent(id))) toast.warning(strings.gallery.gone);
    else if (!isSame) {
      resetRuns();
      schedulePlan();
    }
    closeGallery();
  } catch (error) {
    announceFailure(undefined, reportError(error));
  }
}

/** Deletes a draft; the toast brings it back. */
async function remove({ id, name }: RecentDraft, onChange: () => void): Promise<void> {
  try {
    const draft = await readDraft(id);
    if (draft && (await deleteDraft(id))) {
      const undo = () => void saveDraft(id, draft.document).then(onChange);
      toast.message(strings.gallery.removed(name), { action: { label: strings.menu.undo, onClick: undo } });
    }
    onChange();
  } catch (error) {
    announceFailure(undefined, reportError(error));
  }
}
