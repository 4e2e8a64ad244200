import { create } from 'zustand';

/** Is the template gallery open? */
export const useGallery = create<{ readonly open: boolean }>(() => ({ open: false }));

export function openGallery(): void {
  useGallery.setState({ open: true });
}

export function closeGallery(): void {
  useGallery.setState({ open: false });
}
