/** What tabs tell each other of drafts. */
export interface DraftMessage {
  /** `asked`: let me have it; `saved`: it changed; `free`: I let go of it. */
  readonly kind: 'asked' | 'saved' | 'free';
  readonly draft: string;
}

const channel =
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('kineograph-drafts');
// In Node an open channel would keep the process from ending.
(channel as { unref?(): void } | undefined)?.unref?.();

/** Tells all other tabs of this browser. */
export function tellTabs(message: DraftMessage): void {
  channel?.postMessage(message);
}

export function hearTabs(listener: (message: DraftMessage) => void): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<DraftMessage>) => listener(data));
}
