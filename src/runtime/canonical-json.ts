/**
 * JSON with sorted keys and no white space: equal data gives equal text on every machine.
 * `undefined` members are left out; -0 is written as 0. Non-finite numbers are refused because JSON has none.
 * @throws {TypeError} on NaN, infinities, functions and symbols
 */
export function canonicalJson(data: unknown): string {
  if (data === null) return 'null';
  switch (typeof data) {
    case 'boolean':
    case 'string':
      return JSON.stringify(data);
    case 'number':
      if (!Number.isFinite(data)) throw new TypeError(`${data} has no JSON form`);
      return JSON.stringify(data === 0 ? 0 : data);
    case 'object':
      return Array.isArray(data) ? canonicalArray(data) : canonicalObject(data);
    default:
      throw new TypeError(`a ${typeof data} has no JSON form`);
  }
}

function canonicalArray(items: readonly unknown[]): string {
  return `[${items.map((item) => (item === undefined ? 'null' : canonicalJson(item))).join(',')}]`;
}

function canonicalObject(object: object): string {
  const members = Object.entries(object)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
