import { newDraft, parseBindings, problemOfRegex, toBindings, toDrafts } from './bindings';

const binding = { target: { job: 'shop-(.+)' }, container: { namespace: 'shop', container: '$1' } };

test('stored bindings survive being edited', () => {
  expect(toBindings(toDrafts([binding]))).toEqual([binding]);
});

test('what nobody has begun is not stored, what is half written is', () => {
  expect(toBindings([newDraft()])).toEqual([]);
  expect(toBindings([{ ...newDraft(), target: [{ key: 'job', value: 'api' }] }])).toEqual([
    { target: { job: 'api' }, container: { container: '' } },
  ]);
});

test('one that was copied, or several', () => {
  expect(parseBindings(JSON.stringify(binding))).toEqual([binding]);
  expect(parseBindings(JSON.stringify([binding, binding]))).toHaveLength(2);
});

test.each([
  ['', /not JSON/],
  ['null', /has the form/],
  ['[]', /has the form/],
  ['{"target": {"job": "api"}}', /has the form/],
  ['{"target": {"job": 1}, "container": {"container": "api"}}', /has the form/],
])('%s is refused', (text, message) => {
  expect(() => parseBindings(text)).toThrow(message);
});

describe('regular expressions', () => {
  test.each(['api', '10\\.0\\.0\\.9:\\d+', '(?P<name>.+)', '(?i)api', '(?i:api)', 'a|b'])('%s is one', (regex) => {
    expect(problemOfRegex(regex)).toBeUndefined();
  });

  test.each(['', '(', '[a', 'a(?=b)', '(a)\\1'])('%s is none of the server’s', (regex) => {
    expect(problemOfRegex(regex)).toEqual(expect.any(String));
  });
});
