import { selectorsOf } from './selectors';

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
  expect(selectorsOf(expression)).toEqual(want);
});
