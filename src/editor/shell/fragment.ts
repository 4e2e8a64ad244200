/** Members of the page's URL fragment (`#app&w=…`): it never leaves this device. */
export function readFragment(): URLSearchParams {
  return new URLSearchParams(location.hash.slice(1));
}

/** Replaces the fragment without a new entry in the browser's history. */
export function replaceFragment(members: URLSearchParams): void {
  const text = [...members].map(([key, value]) => (value === '' ? key : `${key}=${value}`)).join('&');
  history.replaceState(history.state, '', text === '' ? location.pathname + location.search : `#${text}`);
}
