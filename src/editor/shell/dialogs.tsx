import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ComponentType, lazy, Suspense } from 'react';
import { strings } from '../strings/en.ts';
import { closeDialog, type DialogName, useDialog } from './dialog-state.ts';
import './dialogs.css';

const CONTENTS: Readonly<Record<DialogName, ComponentType>> = {
  versions: lazy(() => import('../versions/version-list.tsx')),
  shortcuts: lazy(() => import('./shortcut-sheet.tsx')),
  comfy: lazy(() => import('../comfy/comfy-report-view.tsx')),
  subgraphs: lazy(() => import('../subgraphs/subgraph-list.tsx')),
  help: lazy(() => import('../help/help-panel.tsx')),
  models: lazy(() => import('../models/model-list.tsx')),
};

/** The dialog that is open, if any. Its content is fetched on first use. */
export default function Dialogs() {
  const open = useDialog((state) => state.open);
  const Content = open && CONTENTS[open];
  return (
    <Dialog.Root open={open !== undefined} onOpenChange={(next) => !next && closeDialog()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-overlay" />
        <Dialog.Content className={`dialog dialog-${open ?? 'none'}`} aria-describedby={undefined}>
          <Dialog.Close className="icon-button dialog-close" aria-label={strings.close}>
            <X size={16} aria-hidden />
          </Dialog.Close>
          <Suspense>{Content && <Content />}</Suspense>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
