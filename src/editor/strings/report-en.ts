import type { ReportValue } from '../../values/value.ts';
import { catalogue } from './catalogue.ts';

type Verdict = NonNullable<ReportValue['measures'][number]['verdict']>;

/** Words of a report's preview. */
export const reportStrings = catalogue('report', {
  caption: 'Measures of the take',
  rejected: 'Rejected',
  verdicts: { good: 'good', fair: 'fair', poor: 'poor' } satisfies Record<Verdict, string>,
  count: (verdict: Verdict, count: number) => `${count} ${verdict}`,
  frame: (frame: number) => `frame ${frame}`,
  empty: 'Nothing could be measured.',
});
