import { describe, expect, it } from 'vitest';
import { NodeError, reportError } from './errors.ts';

describe('reportError', () => {
  it.each([
    new RangeError('Array buffer allocation failed'),
    new RangeError('WebAssembly.Memory(): could not allocate memory'),
    new Error('allocation size overflow'),
    new RangeError('Out of memory'),
  ])('says of %s that memory is short, and what helps', (thrown) => {
    const { code, message, remedy } = reportError(thrown);
    expect(code).toBe('out-of-memory');
    expect(message).toContain(thrown.message);
    expect(remedy).toContain('smaller picture');
  });

  it('keeps what is known of an error, and calls all else unexpected', () => {
    const known = new NodeError('no-face', 'No face (out of memory?).', 'Choose another photo.');
    expect(reportError(known)).toMatchObject({ code: 'no-face', remedy: 'Choose another photo.' });
    expect(reportError(new TypeError('x is not a function'))).toMatchObject({ code: 'unexpected' });
    expect(reportError('thrown text')).toMatchObject({ code: 'unexpected', message: 'thrown text' });
  });
});
