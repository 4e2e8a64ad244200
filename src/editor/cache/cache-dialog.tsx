import { Pin, ShieldCheck, Trash2, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useCallback, useEffect, useState } from 'react';
import { formatBytes } from '../../values/describe.ts';
import { reportError } from '../../values/errors.ts';
import type { StoredInventory } from '../../workers/engine-api.ts';
import { formatMs } from '../format.ts';
import { toast } from '../notices/toast.ts';
import { registry } from '../registry.ts';
import { announceFailure } from '../run/announcements.ts';
import { engine } from '../run/engine.ts';
import { schedulePlan } from '../run/run-store.ts';
import { strings as common } from '../strings/en.ts';
import { engineStrings } from '../strings/engine-en.ts';
import './cache-dialog.css';
import { useCacheDialog } from './cache-state.ts';
import { clearResults } from './clear-results.ts';

const strings = engineStrings.cache;

/** What is stored on this device, by node type; checks and clears it. */
export default function CacheDialog() {
  const { inventory, refresh } = useInventory();
  const [verdict, setVerdict] = useState<string>();
  const close = () => useCacheDialog.setState({ open: false });
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-overlay" />
        <Dialog.Content className="dialog cache-dialog">
          <header className="dialog-header">
            <Dialog.Title>{strings.title}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label={common.close}>
              <X size={16} aria-hidden />
            </Dialog.Close>
          </header>
          <Dialog.Description className="quiet">{strings.explain}</Dialog.Description>
          {inventory ? <Inventory inventory={inventory} /> : <p className="quiet">{strings.loading}</p>}
          <footer className="cache-actions">
            <p role="status">{verdict}</p>
            <CheckButton
              disabled={!inventory || inventory.results === 0}
              onVerdict={(text) => {
                setVerdict(text);
                refresh();
              }}
            />
            <button
              type="button"
              className="button"
              disabled={!inventory || inventory.bytes === 0}
              onClick={() => {
                setVerdict(undefined);
                void clearAll().then(refresh);
              }}
            >
              <Trash2 size={14} aria-hidden /> {strings.clear}
            </button>
          </footer>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Inventory({ inventory }: { readonly inventory: StoredInventory }) {
  const { rows, bytes, limitBytes, brokenClips, brokenBytes, usedBytes, quotaBytes } = inventory;
  return (
    <>
      <div className="cache-sum">
        <meter min={0} max={limitBytes} value={bytes} aria-label={strings.title} />
        <span>{strings.sum(formatBytes(bytes), formatBytes(limitBytes))}</span>
      </div>
      {rows.length === 0 ? <p className="quiet">{strings.empty}</p> : <InventoryTable rows={rows} />}
      {brokenClips > 0 && <p className="quiet">{strings.broken(brokenClips, formatBytes(brokenBytes))}</p>}
      {usedBytes !== undefined && quotaBytes !== undefined && (
        <p className="quiet">{strings.browser(formatBytes(usedBytes), formatBytes(quotaBytes))}</p>
      )}
    </>
  );
}

function InventoryTable({ rows }: Pick<StoredInventory, 'rows'>) {
  const { columns } = strings;
  return (
    <table className="cache-table">
      <thead>
        <tr>
          <th scope="col">{columns.type}</th>
          <th scope="col">{columns.results}</th>
          <th scope="col">{columns.size}</th>
          <th scope="col">{columns.time}</th>
          <th scope="col">{columns.pinned}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ type, results, bytes, ms, pinned }) => (
          <tr key={type}>
            <th scope="row">{registry.get(type)?.title ?? type}</th>
            <td>{results}</td>
            <td>{formatBytes(bytes)}</td>
            <td>{formatMs(ms)}</td>
            <td>
              {pinned > 0 && (
                <>
                  <Pin size={12} aria-hidden /> {pinned}
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CheckButton({
  disabled,
  onVerdict,
}: {
  readonly disabled: boolean;
  readonly onVerdict: (text: string | undefined) => void;
}) {
  const [checking, setChecking] = useState(false);
  const check = () => {
    setChecking(true);
    verify()
      .then(onVerdict)
      .finally(() => setChecking(false));
  };
  return (
    <button type="button" className="button" disabled={disabled || checking} onClick={check}>
      <ShieldCheck size={14} aria-hidden /> {checking ? strings.checking : strings.check}
    </button>
  );
}

async function verify(): Promise<string | undefined> {
  try {
    const { values, bytes, damaged, missing, forgotten } = await (await engine()).verifyCache();
    if (damaged + missing === 0) return strings.checked(values, formatBytes(bytes));
    schedulePlan();
    return strings.repaired(damaged + missing, forgotten);
  } catch (error) {
    announceFailure(undefined, reportError(error));
    return undefined;
  }
}

async function clearAll(): Promise<void> {
  if (await clearResults()) toast.success(strings.cleared);
}

function useInventory() {
  const [inventory, setInventory] = useState<StoredInventory>();
  const refresh = useCallback(() => {
    engine()
      .then((api) => api.cacheInventory())
      .then(setInventory, (error: unknown) => announceFailure(undefined, reportError(error)));
  }, []);
  useEffect(refresh, [refresh]);
  return { inventory, refresh };
}
