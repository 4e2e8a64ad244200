import type { ReportValue } from '../../values/value.ts';

type Measure = ReportValue['measures'][number];

/** When a take is rejected: never, for its identity alone, or for any poor or only fair measure as well. */
export type RejectRule = 'never' | 'identity' | 'poor' | 'fair';

/** Why a take is rejected, in words; empty when it is not. @param minIdentity bound of the worst frame's cosine */
export function rejectionReasons(
  measures: readonly Measure[],
  rule: RejectRule,
  minIdentity: number,
): string[] {
  if (rule === 'never') return [];
  const identity = measures.find(({ key }) => key === 'identityMin');
  const reasons =
    identity !== undefined && identity.value < minIdentity
      ? [`identity falls to ${identity.value.toFixed(3)}, below ${minIdentity}`]
      : [];
  if (rule === 'identity') return reasons;
  const refused = new Set<Measure['verdict']>(rule === 'poor' ? ['poor'] : ['poor', 'fair']);
  for (const { key, name, value, unit, verdict } of measures) {
    if (!refused.has(verdict) || (key === 'identityMin' && reasons.length > 0)) continue;
    reasons.push(`${name} ${value.toPrecision(3)} ${unit} is ${verdict}`);
  }
  return reasons;
}
