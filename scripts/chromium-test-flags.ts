/** Flags for tests only: software WebGPU, no sandbox (containers run as root), no traffic of its own. */
export const CHROMIUM_TEST_FLAGS = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
] as const;
