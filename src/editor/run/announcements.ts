import { create } from 'zustand';
import type { RunId } from '../../runtime/events.ts';
import type { ErrorReport } from '../../values/errors.ts';
import { formatNumber } from '../format.ts';
import { toast } from '../notices/toast.ts';
import { strings } from '../strings/en.ts';
import { spokenMessage } from '../strings/messages.ts';

/** The sentence that screen readers hear next. */
export const useAnnouncement = create<{ readonly text: string }>(() => ({ text: '' }));

export function announce(text: string): void {
  useAnnouncement.setState({ text });
}

/** Shows a failure: what happened, to which node, what to do. */
export function announceFailure(node: string | undefined, error: ErrorReport): void {
  const message = spokenMessage(error.message);
  const remedy = spokenMessage(error.remedy);
  const title = node === undefined ? message : `${node}: ${message}`;
  announce(`${title} ${remedy}`);
  toast.error(title, { description: remedy, duration: 12_000 });
}

const failures = new Map<RunId, { readonly node: string; readonly error: ErrorReport }[]>();

/** Shows failures of one run in one toast, however many nodes fail. */
export function announceRunFailure(run: RunId, node: string, error: ErrorReport): void {
  const all = [...(failures.get(run) ?? []), { node, error }];
  failures.clear();
  failures.set(run, all);
  const { title, description } = summariseFailures(all);
  announce(`${title} ${description}`);
  toast.error(title, { id: `failures ${run}`, description, duration: 12_000 });
}

/** One failure in its own words; several as a count, with each distinct message and the nodes it is about. */
export function summariseFailures(all: readonly { readonly node: string; readonly error: ErrorReport }[]): {
  readonly title: string;
  readonly description: string;
} {
  const byMessage = new Map<string, string[]>();
  for (const { node, error } of all) {
    byMessage.set(error.message, [...(byMessage.get(error.message) ?? []), node]);
  }
  const [first] = all;
  if (first && byMessage.size === 1) {
    const nodes = byMessage.get(first.error.message) ?? [];
    return {
      title: `${nodes.join(', ')}: ${spokenMessage(first.error.message)}`,
      description: spokenMessage(first.error.remedy),
    };
  }
  const lines = [...byMessage].map(([message, nodes]) => `${nodes.join(', ')}: ${spokenMessage(message)}`);
  return { title: strings.run.severalFailed(all.length), description: lines.join(' ') };
}

/** A remark about the machine; the same remark is shown once. */
export function announceNotice(code: string, notice: string): void {
  const message = spokenMessage(notice);
  announce(message);
  toast.message(message, { id: code, duration: 8_000 });
}

export function announceEnd(outcome: 'done' | 'failed' | 'cancelled', ms: number): void {
  announce(strings.run.ended[outcome](formatNumber(ms / 1000, 1)));
}
