// What a person copies into the configuration of Prometheus and into a Go program. HOST is theirs to fill in.

export type ContainerSource = 'memledger' | 'cadvisor' | 'kubernetes';

interface Recipe {
  text: string;
  blocks: Array<{ label: string; code: string }>;
}

const KUBELET = `scrape_configs:
  - job_name: kubelet
    scheme: https
    metrics_path: /metrics/cadvisor
    kubernetes_sd_configs:
      - role: node
    authorization:
      credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token
    tls_config:
      ca_file: /var/run/secrets/kubernetes.io/serviceaccount/ca.crt
`;

const scrape = (job: string, target: string) => `scrape_configs:
  - job_name: ${job}
    static_configs:
      - targets: ['${target}']
`;

export const CONTAINER_RECIPES: Record<ContainerSource, Recipe> = {
  memledger: {
    text: 'Run the Memledger exporter as root on every host; it tells the whole breakdown, and the names of podman, docker, containerd and systemd. With the ports that containers listen on, a Go service finds its container without any label. Then scrape it:',
    blocks: [
      { label: 'the command', code: 'memledger exporter --collector.listening-ports\n' },
      { label: 'the scrape config', code: scrape('memledger', 'HOST:9435') },
    ],
  },
  cadvisor: {
    text: 'Where cAdvisor runs already, scrape it. It tells the page cache and anonymous memory; kernel and sockets it cannot split.',
    blocks: [{ label: 'the scrape config', code: scrape('cadvisor', 'HOST:8080') }],
  },
  kubernetes: {
    text: 'The kubelet of every node tells the memory of its containers. Most installations of Prometheus on Kubernetes scrape it already; else:',
    blocks: [{ label: 'the scrape config', code: KUBELET }],
  },
};

export const PROMHTTP = `import "github.com/prometheus/client_golang/prometheus/promhttp"

// The runtime metrics are in the default registry.
http.Handle("/metrics", promhttp.Handler())
go http.ListenAndServe(":6060", nil)
`;

export type GoPlace = 'host' | 'kubernetes';

const PODS = `scrape_configs:
  - job_name: go-services
    kubernetes_sd_configs:
      - role: pod
    relabel_configs:
      # Scrapes the container ports that are called metrics.
      - source_labels: [__meta_kubernetes_pod_container_port_name]
        regex: metrics
        action: keep
      - source_labels: [__meta_kubernetes_namespace]
        target_label: namespace
      - source_labels: [__meta_kubernetes_pod_name]
        target_label: pod
      - source_labels: [__meta_kubernetes_pod_container_name]
        target_label: container
`;

const LABELLED = `scrape_configs:
  - job_name: api
    static_configs:
      - targets: ['HOST:6060']
        labels:
          container: api
`;

export const GO_RECIPES: Record<GoPlace, Recipe> = {
  host: {
    text: 'Scrape it, with the name of its container as a label: that is what joins the two.',
    blocks: [{ label: 'the scrape config of the service', code: LABELLED }],
  },
  kubernetes: {
    text: 'Scrape it with the labels namespace, pod and container, which join it to its container:',
    blocks: [{ label: 'the scrape config of the pods', code: PODS }],
  },
};
