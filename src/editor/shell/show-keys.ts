const IS_MAC = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** `Mod+Shift+Z` as the user's keyboard writes it. */
export function showKeys(keys: string): string {
  if (!IS_MAC) return keys.replace('Mod', 'Ctrl').replace('Enter', '↵');
  return keys.replace('Mod', '⌘').replace('Shift', '⇧').replace('Enter', '↵').replaceAll('+', '');
}
