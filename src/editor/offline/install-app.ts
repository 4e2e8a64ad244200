import { servedPath } from '../../values/served-path.ts';
import { useDocument } from '../document/document-store.ts';
import { toast } from '../notices/toast.ts';
import { announce } from '../run/announcements.ts';
import { useRun } from '../run/run-store.ts';
import { offlineStrings } from '../strings/offline-en.ts';

/**
 * Lets the app work without a network: a service worker keeps the build, and isolates the page on hosts that do not.
 * Does nothing while developing, where there is no build, nor in browsers that a program drives, unless asked for with
 * `?install`.
 */
export async function installApp(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  if (navigator.webdriver && !new URLSearchParams(location.search).has('install')) return;
  const wasControlled = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (wasControlled) location.reload();
    else offerIsolation();
  });
  const registration = await navigator.serviceWorker.register(servedPath('service-worker.js'), {
    updateViaCache: 'none',
  });
  offerUpdate(registration);
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', () => offerUpdate(registration));
  });
}

/** A new version is there and waits: says so, and changes to it when asked. */
function offerUpdate({ waiting, active }: ServiceWorkerRegistration): void {
  if (!waiting || !active) return;
  announce(offlineStrings.update);
  toast.message(offlineStrings.update, {
    id: 'update',
    description: offlineStrings.updateHint,
    duration: Number.POSITIVE_INFINITY,
    action: { label: offlineStrings.reload, onClick: () => waiting.postMessage('take-over') },
  });
}

/** On a host that does not isolate the page, the service worker does so from the next load on. */
function offerIsolation(): void {
  if (crossOriginIsolated) return;
  const isUntouched = useDocument.getState().past.length === 0 && useRun.getState().running === undefined;
  if (isUntouched) {
    location.reload();
    return;
  }
  toast.message(offlineStrings.isolation, {
    action: { label: offlineStrings.reload, onClick: () => location.reload() },
  });
}
