import { currentDraft } from '../document/current-draft.ts';
import { goTo, useDocument } from '../document/document-store.ts';

/** Under which a tab remembers over reloads which graph of which draft it shows. */
const PLACE_KEY = 'kineograph-place';

/** Shows the graph that this tab showed before a reload, as far as it is still there, and remembers it from now on. */
export function keepPlace(): void {
  const { draft, place } = remembered();
  if (draft !== undefined && draft === currentDraft()) goTo(place);
  useDocument.subscribe((state, before) => {
    if (state.place !== before.place) remember(state.place);
  });
}

function remember(place: readonly string[]): void {
  try {
    sessionStorage.setItem(PLACE_KEY, JSON.stringify({ draft: currentDraft(), place }));
  } catch {
    // Without session storage a reload shows the document's own graph.
  }
}

function remembered(): { readonly draft?: unknown; readonly place: readonly string[] } {
  try {
    const { draft, place } = JSON.parse(sessionStorage.getItem(PLACE_KEY) ?? '{}');
    const isPlace = Array.isArray(place) && place.every((id) => typeof id === 'string');
    return isPlace ? { draft, place } : { place: [] };
  } catch {
    return { place: [] };
  }
}
