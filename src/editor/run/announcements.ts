import { toast } from 'sonner';
import { create } from 'zustand';
import type { ErrorReport } from '../../values/errors.ts';
import { strings } from '../strings/en.ts';

/** The sentence that screen readers hear next. */
export const useAnnouncement = create<{ readonly text: string }>(() => ({ text: '' }));

export function announce(text: string): void {
  useAnnouncement.setState({ text });
}

/** Shows a failure: what happened, to which node, what to do. */
export function announceFailure(node: string | undefined, { message, remedy }: ErrorReport): void {
  const title = node === undefined ? message : `${node}: ${message}`;
  announce(`${title} ${remedy}`);
  toast.error(title, { description: remedy, duration: 12_000 });
}

/** A remark about the machine; the same remark is shown once. */
export function announceNotice(code: string, message: string): void {
  announce(message);
  toast.message(message, { id: code, duration: 8_000 });
}

export function announceEnd(outcome: 'done' | 'failed' | 'cancelled', ms: number): void {
  announce(strings.run.ended[outcome](ms / 1000));
}
