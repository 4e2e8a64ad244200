const KEY = 'kineograph-theme';

type Theme = 'dark' | 'light';

/** Applies the chosen theme, or the system's. */
export function applyTheme(): void {
  document.documentElement.dataset.theme = chosenTheme();
}

export function switchTheme(): void {
  const next: Theme = chosenTheme() === 'dark' ? 'light' : 'dark';
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  // Beside storage, so that the choice holds for the page where storage is refused.
  document.documentElement.dataset.chosen = next;
  document.documentElement.dataset.theme = next;
}

function chosenTheme(): Theme {
  const current = document.documentElement.dataset.chosen;
  if (current === 'dark' || current === 'light') return current;
  const stored = readStored();
  if (stored === 'dark' || stored === 'light') return stored;
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

function readStored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
