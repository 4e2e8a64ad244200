import { create } from 'zustand';
import { readFragment, replaceFragment } from '../shell/fragment.ts';

/** Member of the URL fragment that opens the app view. */
const MEMBER = 'app';

/** Is the app view shown instead of the editor? The URL says so too: `#app`. */
export const useAppView = create<{ readonly shown: boolean }>(() => ({ shown: readFragment().has(MEMBER) }));

/** Shows the app view or the editor. */
export function showAppView(shown: boolean): void {
  const members = readFragment();
  if (shown) members.set(MEMBER, '');
  else members.delete(MEMBER);
  replaceFragment(members);
  useAppView.setState({ shown });
}

/** Follows the address bar and the browser's history. @returns what ends it */
export function followFragment(): () => void {
  const follow = () => useAppView.setState({ shown: readFragment().has(MEMBER) });
  window.addEventListener('hashchange', follow);
  return () => window.removeEventListener('hashchange', follow);
}
