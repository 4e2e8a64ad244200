import type { App } from './app-test.ts';

/** Drops a file on the editor, as from a folder of the desktop. @param type its media type */
export async function dropFile(
  { page }: App,
  name: string,
  type: string,
  content: Uint8Array,
): Promise<void> {
  const base64 = Buffer.from(content).toString('base64');
  await page.evaluate(
    ([file = '', media = '', text = '']) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], file, { type: media }));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, type, base64],
  );
}
