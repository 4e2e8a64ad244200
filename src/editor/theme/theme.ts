const KEY = 'kineograph-theme';

type Theme = 'dark' | 'light';

/** Chosen in this page; kept here too, for browsers that refuse storage. */
let chosen: Theme | undefined;

/** Applies the chosen theme, or the system's, and follows the system as long as nothing was chosen. */
export function applyTheme(): void {
  show(currentTheme());
  systemIsLight().addEventListener('change', () => show(currentTheme()));
}

export function switchTheme(): void {
  chosen = currentTheme() === 'dark' ? 'light' : 'dark';
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  show(chosen);
}

function show(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

function currentTheme(): Theme {
  return chosen ?? storedTheme() ?? (systemIsLight().matches ? 'light' : 'dark');
}

function storedTheme(): Theme | undefined {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === 'dark' || stored === 'light' ? stored : undefined;
  } catch {
    return undefined;
  }
}

function systemIsLight(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: light)');
}
