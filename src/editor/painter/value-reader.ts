import type { Value } from '../../values/value.ts';
import type { ValueSource } from './painter-api.ts';

type Outputs = Readonly<Record<string, Value>>;

/** Reads values from where they lie; a result that several pictures are made of at once is read once. */
export class ValueReader {
  readonly #readOutputs: (key: string) => Promise<Outputs | undefined>;
  readonly #reading = new Map<string, Promise<Outputs | undefined>>();

  /** @param readOutputs asks the engine for a result by its key */
  constructor(readOutputs: (key: string) => Promise<Outputs | undefined>) {
    this.#readOutputs = readOutputs;
  }

  /** Undefined when the value is not stored there. */
  async read(source: ValueSource): Promise<Value | undefined> {
    if ('value' in source) return source.value;
    const { key, port } = source.at;
    const reading = this.#reading.get(key) ?? this.#readOutputs(key);
    this.#reading.set(key, reading);
    try {
      return (await reading)?.[port];
    } finally {
      this.#reading.delete(key);
    }
  }
}

/** Something that is equal for sources of the same value. */
export function nameOf(source: ValueSource): unknown {
  return 'value' in source ? source.value : `${source.at.key} ${source.at.port}`;
}
