import { pseudoLocalise } from './pseudo.ts';

/** A text, or one that is made from values. */
type Text = string | ((...values: never[]) => string);

/** Texts by name, in groups. */
interface Texts {
  readonly [name: string]: Text | Texts;
}

/** The same texts in another language: same names, same values to fill in. */
export type Translation<T> = T extends string
  ? string
  : T extends (...values: infer V) => string
    ? (...values: V) => string
    : { readonly [K in keyof T]: Translation<T[K]> };

/** A language as it is loaded: its texts by the name of each catalogue. */
export type Translations = Readonly<Record<string, Texts>>;

/** What is spoken now: English when nothing was loaded. */
let spoken: Translations | 'pseudo' | undefined;

/**
 * Texts that always are in the language of the moment. What this returns looks like `english`; each text is looked
 * up when it is read, so read texts while drawing and keep none in a constant of a module.
 * @param name under which other languages give the same texts
 */
export function catalogue<const T extends Texts>(name: string, english: T): Translation<T> {
  return speaking(english, [name]) as Translation<T>;
}

/** Lets all catalogues speak another language; undefined is English. Views have to be drawn again. */
export function speak(language: Translations | 'pseudo' | undefined): void {
  spoken = language;
}

function speaking(english: Texts, path: readonly string[]): Texts {
  const live = {};
  for (const [name, text] of Object.entries(english)) {
    const place = [...path, name];
    const property =
      typeof text === 'object' ? { value: speaking(text, place) } : { get: () => lookUp(text, place) };
    Object.defineProperty(live, name, { enumerable: true, ...property });
  }
  return live;
}

function lookUp(english: Text, path: readonly string[]): Text {
  if (spoken === undefined) return english;
  if (spoken === 'pseudo') return pseudoLocalise(english);
  let found: Text | Texts | undefined = spoken;
  for (const name of path) found = typeof found === 'object' ? found[name] : undefined;
  return typeof found === typeof english ? (found as Text) : english;
}
