import { create } from 'zustand';
import { speak } from './catalogue.ts';
import { speakMessages } from './messages.ts';
import { pseudoLocalise } from './pseudo.ts';

const STORAGE_KEY = 'kineograph-language';

/** Languages to choose from, by their own names. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;

/** `pseudo` marks every text of a catalogue, to find those that are in none: `?lang=pseudo`. */
export type Language = keyof typeof LANGUAGES | 'pseudo';

/** For `Intl`: how numbers and dates are written. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', pseudo: 'en-GB' };

/** The language on the screen. */
export const useLanguage = create<{ readonly language: Language }>(() => ({ language: 'en' }));

/** The locale for `Intl`. */
export function locale(): string {
  return LOCALES[useLanguage.getState().language];
}

/** Speaks the language of the address, else the chosen one, else the browser's. Call before the first drawing. */
export async function applyLanguage(): Promise<void> {
  await show(asked() ?? chosen() ?? preferred()).catch(() => show('en'));
}

/** Changes the language of the whole page and remembers it. */
export async function chooseLanguage(language: keyof typeof LANGUAGES): Promise<void> {
  await show(language);
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/** Goes on to the next language; with two of them, to the other. */
export async function switchLanguage(): Promise<void> {
  await chooseLanguage(otherLanguage());
}

/** The language that {@link switchLanguage} goes to. */
export function otherLanguage(): keyof typeof LANGUAGES {
  return useLanguage.getState().language === 'de' ? 'en' : 'de';
}

async function show(language: Language): Promise<void> {
  if (language === 'en') {
    speak(undefined);
    speakMessages(undefined);
  } else {
    const { german, germanMessages } = await import('./de/german.ts');
    speak(language === 'pseudo' ? 'pseudo' : german);
    // The pseudo-language marks what a real one knows, so that the rest stands out.
    speakMessages(germanMessages, language === 'pseudo' ? (english) => pseudoLocalise(english) : undefined);
  }
  document.documentElement.lang = language === 'de' ? 'de' : 'en';
  useLanguage.setState({ language });
}

function asked(): Language | undefined {
  return known(new URLSearchParams(location.search).get('lang'));
}

function chosen(): Language | undefined {
  try {
    return known(localStorage.getItem(STORAGE_KEY));
  } catch {
    return undefined;
  }
}

function preferred(): Language {
  for (const tag of navigator.languages) {
    const language = known(tag.split('-')[0] ?? '');
    if (language !== undefined && language !== 'pseudo') return language;
  }
  return 'en';
}

function known(name: string | null): Language | undefined {
  return name === 'en' || name === 'de' || name === 'pseudo' ? name : undefined;
}
