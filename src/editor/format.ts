import { locale } from './strings/language.ts';

/** 340 -> "340 ms", 1260 -> "1.3 s", 75000 -> "1 min 15 s". */
export function formatMs(ms: number): string {
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${formatNumber(ms / 1000, ms < 9_950 ? 1 : 0)} s`;
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** The number with so many decimals, as the language writes it. */
export function formatNumber(value: number, decimals: number): string {
  return value.toLocaleString(locale(), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  });
}

/** A setting's value with as many decimals as it has. */
export function formatParam(value: number): string {
  return value.toLocaleString(locale(), { maximumFractionDigits: 6, useGrouping: false });
}

/** "today 14:03", "yesterday 09:10", "12 Nov 18:40", in the words of the language. @param at ms since 1970 */
export function formatTime(at: number, now = Date.now()): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit' });
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);
  if (days === 0 || days === 1) {
    const day = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(-days, 'day');
    return `${day} ${time}`;
  }
  return `${date.toLocaleDateString(locale(), { day: 'numeric', month: 'short' })} ${time}`;
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
