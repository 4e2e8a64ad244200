/** Names of regions in a text: parted by commas, in order, each once. */
export function regionNames(text: string): readonly string[] {
  const names = text.split(/[,;\n]/).map((name) => name.trim());
  return [...new Set(names)].filter((name) => name !== '');
}
