import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllGlobals());

it('switches to and fro where storage is refused', async () => {
  const dataset: Record<string, string> = {};
  const refuse = () => {
    throw new DOMException('refused', 'SecurityError');
  };
  vi.stubGlobal('document', { documentElement: { dataset } });
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse });
  const { applyTheme, switchTheme } = await import('./theme.ts');
  applyTheme();
  expect(dataset.theme).toBe('dark');
  switchTheme();
  expect(dataset.theme).toBe('light');
  switchTheme();
  expect(dataset.theme).toBe('dark');
});
