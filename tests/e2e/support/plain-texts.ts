import type { Page } from '@playwright/test';

/** What every language writes alike: units, file kinds, keys, names; and what `Intl` writes. */
const SAME_EVERYWHERE =
  /\b(Kineograph|React Flow|attribution|alt|today|yesterday|ms|min|px|fps|kB|MB|GB|degrees|frames|GPU|JSON|MP4|GIF|WebM|WebP|PNG|Ctrl|Shift|Alt|English|Deutsch)\b/g;

/**
 * Texts on the page that are in no catalogue: in the pseudo-language every text of a catalogue stands in ⟦brackets⟧.
 * Left out is what is marked as not to be translated, what is in another language (`lang`), and, unless they are asked
 * for, toasts.
 * @returns `place: text`, each once
 */
export async function plainTexts(
  page: Page,
  { toasts = false }: { readonly toasts?: boolean } = {},
): Promise<string[]> {
  const found = await page.evaluate((withToasts) => {
    const skipped = [
      'script, style, textarea, [translate="no"], [lang]:not(html), kbd, code, pre',
      ...(withToasts ? [] : ['[data-sonner-toast]']),
    ].join(', ');
    const places: { place: string; text: string }[] = [];
    const nameOf = (element: Element) =>
      `${element.localName}.${element.getAttribute('class')?.split(' ')[0] ?? ''}`;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent && !parent.closest(skipped))
        places.push({ place: nameOf(parent), text: node.textContent ?? '' });
    }
    for (const element of document.querySelectorAll(
      '[aria-label], [title], [placeholder], [alt], [aria-description]',
    )) {
      if (element.closest(skipped)) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) {
        const text = element.getAttribute(name);
        if (text) places.push({ place: `${nameOf(element)}[${name}]`, text });
      }
    }
    return places;
  }, toasts);
  const plain = found.filter(({ text }) => {
    const rest = withoutBrackets(text).replace(SAME_EVERYWHERE, ' ');
    return /\p{L}{2,}/u.test(rest);
  });
  return [...new Set(plain.map(({ place, text }) => `${place}: ${text.trim()}`))];
}

/** Texts that are put into texts have brackets of their own. */
function withoutBrackets(text: string): string {
  const rest = text.replace(/⟦[^⟦⟧]*⟧/g, ' ');
  return rest === text ? text : withoutBrackets(rest);
}
