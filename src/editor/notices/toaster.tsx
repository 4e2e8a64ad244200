import { useEffect } from 'react';
import { Toaster as Toasts, toast } from 'sonner';
import { strings } from '../strings/en.ts';
import { deliverToasts } from './toast.ts';

/** Toasts stand above the status bar, and above the tabs of a phone. */
const OFFSET = { bottom: 'var(--toast-bottom)' };

/** Where messages appear. */
export default function Toaster() {
  useEffect(() => deliverToasts((kind, text, options) => toast[kind](text, options)), []);
  return (
    <Toasts
      containerAriaLabel={strings.notifications}
      position="bottom-center"
      closeButton
      toastOptions={{ closeButtonAriaLabel: strings.close }}
      visibleToasts={4}
      offset={OFFSET}
      mobileOffset={OFFSET}
    />
  );
}
