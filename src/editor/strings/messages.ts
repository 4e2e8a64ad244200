/**
 * What nodes, the engine and readers of files say: notices, failures, remedies, chips of a prompt. They say it in
 * English, with values filled in, and so it is stored, logged and written by the command line. Here a text is found
 * again by its template, which is its id, as gettext does it, and said in the language of the moment.
 */
export interface MessageBook {
  /** English template -> template. `{0}`, `{1}` ... stand for values, in the order of the English one. */
  readonly messages: Readonly<Record<string, string>>;
  /** The same for parts of a chip. */
  readonly chips: Readonly<Record<string, string>>;
}

type Say = (english: string, spoken: string) => string;

/** Longer texts are none of ours; matching stays quick. */
const LONGEST_TEXT = 1_000;
const REMEMBERED = 500;

let spoken: { readonly messages: Phrases; readonly chips: Phrases } | undefined;
let known = new Map<string, string>();

/**
 * Says messages in another language; undefined is English.
 * @param say makes the text from the English and the spoken one; the pseudo-language marks the English one
 */
export function speakMessages(book: MessageBook | undefined, say: Say = (_, text) => text): void {
  spoken = book && { messages: new Phrases(book.messages, say), chips: new Phrases(book.chips, say) };
  known = new Map();
}

/** A message in the language of the moment; as it is where no template fits. */
export function spokenMessage(text: string): string {
  if (!spoken || text.length > LONGEST_TEXT) return text;
  const before = known.get(text);
  if (before !== undefined) return before;
  const said = spoken.messages.say(text, spokenValue) ?? text;
  if (known.size >= REMEMBERED) known.clear();
  known.set(text, said);
  return said;
}

/** What a prompt's chip says, such as `blink · subtle · 2×`. */
export function spokenChip(label: string): string {
  return label.split(' · ').map(spokenChipPart).join(' · ');
}

function spokenChipPart(part: string): string {
  return spoken?.chips.say(part, spokenChipPart) ?? part;
}

/** Values are names and numbers, words of their own, or lists of those; a measure begins with its name. */
function spokenValue(value: string): string {
  const whole = spoken?.messages.say(value, spokenValue) ?? spoken?.chips.exact(value);
  if (whole !== undefined) return whole;
  const separator = ['; ', ', '].find((mark) => value.includes(mark));
  if (separator !== undefined) return value.split(separator).map(spokenValue).join(separator);
  for (let end = value.lastIndexOf(' '); end > 0; end = value.lastIndexOf(' ', end - 1)) {
    const name = spoken?.messages.exact(value.slice(0, end));
    if (name !== undefined) return name + value.slice(end);
  }
  return value;
}

/** Templates of one language, to find texts by. */
class Phrases {
  readonly #exact: ReadonlyMap<string, string>;
  readonly #patterns: readonly {
    readonly pattern: RegExp;
    readonly english: string;
    readonly spoken: string;
  }[];
  readonly #say: Say;

  constructor(book: Readonly<Record<string, string>>, say: Say) {
    const entries = Object.entries(book);
    this.#say = say;
    this.#exact = new Map(entries.filter(([english]) => !english.includes('{0}')));
    // The template with the most words of its own first: a general one would fit as well.
    this.#patterns = entries
      .filter(([english]) => english.includes('{0}'))
      .toSorted(([a], [b]) => ownWords(b) - ownWords(a))
      .map(([english, text]) => ({ pattern: patternOf(english), english, spoken: text }));
  }

  exact(text: string): string | undefined {
    const found = this.#exact.get(text);
    return found === undefined ? undefined : this.#say(text, found);
  }

  /** @param sayValue says each value that was filled in */
  say(text: string, sayValue: (value: string) => string): string | undefined {
    const exact = this.exact(text);
    if (exact !== undefined) return exact;
    for (const { pattern, english, spoken: template } of this.#patterns) {
      const values = pattern.exec(text)?.slice(1).map(sayValue);
      if (values) return this.#say(fill(english, values), fill(template, values));
    }
    return undefined;
  }
}

function ownWords(template: string): number {
  return template.replace(/\{\d\}/g, '').length;
}

function fill(template: string, values: readonly string[]): string {
  return template.replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '');
}

function patternOf(template: string): RegExp {
  const literal = template.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replace(/\{\d\}/g, '(.*?)')}$`, 's');
}
