const IS_MAC = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

const ARROWS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '↵',
};

/** `Mod+Shift+Z` as the user's keyboard writes it. */
export function showKeys(keys: string): string {
  const written = keys.replace(/Arrow\w+|Enter/, (key) => ARROWS[key] ?? key);
  if (!IS_MAC) return written.replace('Mod', 'Ctrl');
  return written.replace('Mod', '⌘').replace('Shift', '⇧').replace('Alt', '⌥').replaceAll('+', '');
}
