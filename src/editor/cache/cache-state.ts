import { create } from 'zustand';

/** Is the dialog about stored results open? */
export const useCacheDialog = create<{ readonly open: boolean }>(() => ({ open: false }));

export function openCacheDialog(): void {
  useCacheDialog.setState({ open: true });
}
