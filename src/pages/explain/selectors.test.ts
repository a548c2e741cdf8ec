import { selectorsOf } from './selectors';

// What Prometheus's own parser reads in these.
test.each([
  ['container_memory_rss', [[]]],
  [
    'container_memory_rss{namespace="shop", pod=~"api-.*", image!=""}',
    [
      [
        { name: 'namespace', operator: '=', value: 'shop' },
        { name: 'pod', operator: '=~', value: 'api-.*' },
        { name: 'image', operator: '!=', value: '' },
      ],
    ],
  ],
  [
    'sum by (pod) (rate(container_memory_failcnt{pod="a"}[$__rate_interval])) / on (pod) container_spec_memory_limit_bytes{pod!~`b\\d`}',
    [[{ name: 'pod', operator: '=', value: 'a' }], [{ name: 'pod', operator: '!~', value: 'b\\d' }]],
  ],
  [
    '{"container.memory.usage", "k8s.pod.name"="a\\"b\\\\.c"}',
    [[{ name: 'k8s.pod.name', operator: '=', value: 'a"b\\.c' }]],
  ],
  ["x{job='it\\'s'}", [[{ name: 'job', operator: '=', value: "it's" }]]],
  ['1 + 1', []],
  ['go_memstats_alloc_bytes{job="a', [[]]],
])('%s', (expression, want) => {
  expect(selectorsOf(expression)).toEqual(want);
});
