import { type BuildFile, isolated, StoredFiles } from './stored-files.ts';

/** The part of a service worker's scope that is used here; its types would clash with those of the page. */
interface WorkerScope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: 'install' | 'activate', listener: (event: LifeEvent) => void): void;
  addEventListener(kind: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(kind: 'message', listener: (event: MessageEvent) => void): void;
}

interface LifeEvent {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchEvent extends LifeEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

/** Replaced by the build with the list of its files (`scripts/list-build-files.ts`). */
declare const __BUILD_FILES__: readonly BuildFile[];

const scope = self as unknown as WorkerScope;
/** Where the app lies on its host, ending in a slash: the worker lies in the same folder. */
const folder = new URL('./', scope.location.href).pathname;
const files = new StoredFiles(__BUILD_FILES__, {
  caches,
  folder,
  fetch: (request, init) => fetch(request, init),
});

scope.addEventListener('install', (event) => event.waitUntil(files.install()));

scope.addEventListener('activate', (event) =>
  event.waitUntil(files.tidy().then(() => scope.clients.claim())),
);

// A new version waits until the page says that it may take over.
scope.addEventListener('message', (event) => {
  if (event.data === 'take-over') void scope.skipWaiting();
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== scope.location.origin) return;
  event.respondWith(files.answer(request).then(isolated));
});
