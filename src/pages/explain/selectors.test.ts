import { readQuery } from './selectors';

const metric = (value: string) => ({ name: '__name__', operator: '=', value });

// What Prometheus's own parser reads in these.
test.each([
  ['container_memory_rss', [[metric('container_memory_rss')]]],
  [
    'container_memory_rss{namespace="shop", pod=~"api-.*", image!=""}',
    [
      [
        metric('container_memory_rss'),
        { name: 'namespace', operator: '=', value: 'shop' },
        { name: 'pod', operator: '=~', value: 'api-.*' },
        { name: 'image', operator: '!=', value: '' },
      ],
    ],
  ],
  [
    'sum by (pod) (rate(container_memory_failcnt{pod="a"}[$__rate_interval])) / on (pod) container_spec_memory_limit_bytes{pod!~`b\\d`}',
    [
      [metric('container_memory_failcnt'), { name: 'pod', operator: '=', value: 'a' }],
      [metric('container_spec_memory_limit_bytes'), { name: 'pod', operator: '!~', value: 'b\\d' }],
    ],
  ],
  [
    '{"container.memory.usage", "k8s.pod.name"="a\\"b\\\\.c"}',
    [[metric('container.memory.usage'), { name: 'k8s.pod.name', operator: '=', value: 'a"b\\.c' }]],
  ],
  ["x{job='it\\'s'}", [[metric('x'), { name: 'job', operator: '=', value: "it's" }]]],
  ['{__name__=~"go_.*"}', [[{ name: '__name__', operator: '=~', value: 'go_.*' }]]],
  ['1 + 1', []],
  ['go_memstats_alloc_bytes{job="a', [[metric('go_memstats_alloc_bytes')]]],
])('%s', (expression, want) => {
  expect(readQuery(expression).selectors).toEqual(want);
});

const matcher = (name: string, operator: string, value: string) => ({ name, operator, value });

// The forms are those of Grafana's documentation of its variables' syntax.
test.each([
  ['in a value', 'x{pod="$pod", job="a"}', [[metric('x'), matcher('job', '=', 'a')]], ['pod="$pod"']],
  ['with a format', 'x{pod=~"${pod:regex}"}', [[metric('x')]], ['pod=~"${pod:regex}"']],
  ['old', 'x{pod=~"[[pod:regex]]", [[label]]="c"}', [[metric('x')]], ['pod=~"[[pod:regex]]"', '[[label]]="c"']],
  ['a part of a value', "x{pod=~'api-${zone.name}-[0-9]+'}", [[metric('x')]], ["pod=~'api-${zone.name}-[0-9]+'"]],
  ['a label', 'x{${label}="a", $other!="b"}', [[metric('x')]], ['${label}="a"', '$other!="b"']],
  ['an unquoted value', 'x{pod=~$pod, job="a"}', [[metric('x'), matcher('job', '=', 'a')]], ['pod=~$pod']],
  ['matchers', 'x{$filters, job="a"}', [[metric('x'), matcher('job', '=', 'a')]], ['$filters']],
  ['a metric', '${metric}{job="a"}', [[matcher('job', '=', 'a')]], ['${metric}']],
  ['a part of a metric', 'go_${kind}_bytes{job="a"}', [[matcher('job', '=', 'a')]], ['go_${kind}_bytes']],
  ['a metric alone', 'rate($metric[5m])', [], ['$metric']],
  ['all of it', '${query}', [], ['${query}']],
])('a variable that is left stands for what is not looked at: %s', (_, expression, selectors, unknown) => {
  expect(readQuery(expression)).toEqual({ selectors, unknown, moments: selectors.map(() => expect.anything()) });
});

test.each([
  ['a range', 'rate(x{job="a"}[$__rate_interval])'],
  ['a range and a step', 'max_over_time(rate(x{job="a"}[${w:raw}])[[[range]]:$step])'],
  ['a grouping', 'sum by ($by) (x{job="a"})'],
  ['a number', 'topk($top, x{job="a"})'],
  ["a number of Grafana's", 'x{job="a"} / $__interval_ms'],
  ['a group of a regular expression', 'label_replace(x{job="a"}, "b", "$1", "c", "(.*)")'],
])('a variable that selects nothing is no news: %s', (_, expression) => {
  expect(readQuery(expression)).toMatchObject({ selectors: [[metric('x'), matcher('job', '=', 'a')]], unknown: [] });
});

test.each(['api-[a-z]+$', '[[:alpha:]]+', '(a|b)$|c', '^[$]x'])(
  '%s is a regular expression, and no variable',
  (value) => {
    expect(readQuery(`x{pod=~"${value}"}`)).toMatchObject({
      selectors: [[metric('x'), matcher('pod', '=~', value)]],
      unknown: [],
    });
  }
);

test('a bracket inside a string is none', () => {
  expect(readQuery('x{pod=~"[a-$b]"}').unknown).toEqual(['pod=~"[a-$b]"']);
});
