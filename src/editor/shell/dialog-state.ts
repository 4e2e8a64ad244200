import { create } from 'zustand';

/** Dialogs that are fetched when they are opened. */
export type DialogName = 'versions' | 'shortcuts' | 'help' | 'comfy' | 'subgraphs' | 'models';

/** Which of them is open. */
export const useDialog = create<{ readonly open: DialogName | undefined }>(() => ({ open: undefined }));

export function openDialog(open: DialogName): void {
  useDialog.setState({ open });
}

export function closeDialog(): void {
  useDialog.setState({ open: undefined });
}
