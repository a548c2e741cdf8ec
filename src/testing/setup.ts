import { type Setup } from '../datasource/setup';

/** A server with two exporters: one container is joined, one Go target is not. */
export function setupAnswer(changed: Partial<Setup> = {}): Setup {
  return {
    server: {
      address: 'prometheus:9090',
      flavour: 'Prometheus',
      version: '3.5.0',
      detectedAt: '2026-01-31T12:00:00Z',
    },
    exporters: [
      {
        dialect: 'client_golang',
        name: 'client_golang',
        side: 'go',
        jobs: ['web', 'api'],
        targets: 2,
        series: 2,
        scrapeInterval: '15s',
        read: true,
        why: '',
        ledger: false,
        lacks: '',
        traps: '',
      },
      {
        dialect: 'cadvisor',
        name: 'cAdvisor',
        side: 'cgroup',
        jobs: ['cadvisor'],
        targets: 1,
        series: 3,
        scrapeInterval: '30s',
        read: true,
        why: '',
        ledger: true,
        lacks: 'kernel and sockets',
        traps: 'its rss is anonymous memory',
      },
      {
        dialect: 'brandnew',
        name: 'A new exporter',
        side: 'cgroup',
        jobs: ['other'],
        targets: 1,
        series: 3,
        scrapeInterval: '',
        read: false,
        why: 'cAdvisor tells of the same containers',
        ledger: false,
        lacks: '',
        traps: '',
      },
    ],
    precedence: {
      cgroup: [
        { dialect: 'memledger', name: 'memledger exporter', found: false },
        { dialect: 'cadvisor', name: 'cAdvisor', found: true },
      ],
      go: [{ dialect: 'client_golang', name: 'client_golang', found: true }],
      overridden: false,
    },
    rules: [{ id: 'namespace_pod_container', help: 'namespace, pod and container are the same' }],
    containers: 3,
    paired: 1,
    pairs: [
      {
        container: { cluster: '', node: 'n1', namespace: 'shop', pod: 'web-1', container: 'web' },
        exporter: 'cadvisor',
        target: { job: 'web', instance: '10.0.0.7:6060', namespace: 'shop', pod: 'web-1', container: 'web' },
        dialect: 'client_golang',
        rule: 'namespace_pod_container',
      },
    ],
    pairsTotal: 1,
    failures: [
      {
        target: { job: 'api', instance: '10.0.0.9:6060' },
        dialect: 'client_golang',
        kind: 'none',
        reason: 'no rule fits: the target has no label that names a container',
        candidates: [{ namespace: 'shop', pod: 'api-1', container: 'api' }],
        suggestion: {
          text: 'bind job="api" to container api',
          binding: {
            target: { job: 'api', instance: '10\\.0\\.0\\.9:6060' },
            container: { namespace: 'shop', pod: 'api-1', container: 'api' },
          },
        },
      },
    ],
    failuresTotal: 1,
    missing: [
      {
        dialect: 'cadvisor',
        counters: ['kernel', 'sock'],
        option: '--enable_metrics=memory',
        literal: true,
        text: 'cAdvisor does not tell kernel and sock: memledger exporter does',
      },
      {
        dialect: 'client_golang_1_20',
        counters: ['rss_anon'],
        option: 'a collector of RssAnon beside it',
        literal: false,
        text: 'client_golang ≥1.20 tells rss_anon with a collector of RssAnon beside it',
      },
    ],
    next: ['bind job="api" to container api'],
    ...changed,
  };
}

/** A server that scrapes nothing of ours. */
export function emptySetup(): Setup {
  return setupAnswer({
    exporters: [],
    containers: 0,
    paired: 0,
    pairs: [],
    pairsTotal: 0,
    failures: [],
    failuresTotal: 0,
    missing: [],
    next: [],
  });
}
