import { presetOf } from './preset';

test.each([
  ['max by (pod) (container_memory_working_set_bytes{pod="a"})', { tool: 'cadvisor_working_set' }],
  ['container_memory_rss / container_spec_memory_limit_bytes', { tool: 'cadvisor_rss' }],
  ['{__name__="container.memory.usage", "k8s.pod.name"="a"}', { tool: 'usage' }],
  ['podman_container_mem_usage_bytes', { tool: 'podman_exported' }],
  ['go_memstats_heap_inuse_bytes{job="api"}', { heap: 'inuse' }],
  // The first that says it decides.
  ['container_memory_usage_bytes - container_memory_rss - go_gc_heap_live_bytes', { tool: 'usage', heap: 'marked' }],
  ['container_memory_cache', {}],
  ['my_container_memory_rss', {}],
])('%s', (expression, want) => {
  expect(presetOf([expression])).toEqual({ tool: undefined, heap: undefined, ...want });
});
