package memory

import "slices"

// DialectKubeState is kube-state-metrics.
const DialectKubeState DialectID = "kube_state_metrics"

// Workload is what owns a pod, so that a trend survives a deploy. It is known only where an
// exporter tells owners.
const Workload IdentityKey = "workload"

// FilterKeys are the keys that containers may be chosen by.
var FilterKeys = append(slices.Clone(IdentityKeys), Workload)

var controlled = map[string]string{"owner_is_controller": "true"}

var kubeStateDialect = Dialect{
	ID: DialectKubeState, Name: "kube-state-metrics", Side: OrchestratorSide, Marker: "kube_pod_container_status_restarts_total",
	Requires: []string{"namespace", "pod", "container"}, CgroupID: []string{"uid"},
	Identity: map[IdentityKey][]string{
		Cluster: {"cluster"}, Node: {"node"}, Namespace: {"exported_namespace", "namespace"}, Pod: {"exported_pod", "pod"}, Container: {"exported_container", "container"},
	},
	Info: []Info{{Metric: "kube_pod_container_info", On: []string{"namespace", "pod", "container"}, Gives: []string{"container_id", "image"}}},
	Owners: []Owner{
		{Metric: "kube_pod_owner", ObjectKind: "Pod", Object: "pod", Kind: "owner_kind", Name: "owner_name", Match: controlled},
		{Metric: "kube_replicaset_owner", ObjectKind: "ReplicaSet", Object: "replicaset", Kind: "owner_kind", Name: "owner_name", Match: controlled},
		{Metric: "kube_job_owner", ObjectKind: "Job", Object: "job_name", Kind: "owner_kind", Name: "owner_name", Match: controlled},
	},
	Spellings: []Spelling{
		spelled(Restarts, "kube_pod_container_status_restarts_total"),
		{Counter: LastTerminatedOOM, Metric: "kube_pod_container_status_last_terminated_reason", Match: map[string]string{"reason": "OOMKilled"}},
		spelled(LastTerminatedTime, "kube_pod_container_status_last_terminated_timestamp"),
		{Counter: Limit, Metric: "kube_pod_container_resource_limits", Match: map[string]string{"resource": "memory"}},
	},
	Lacks: "All use of memory: only what was asked for and how it ended.",
	Traps: "Without honor_labels namespace, pod and container are exported_… and the plain ones are of kube-state-metrics itself. last_terminated_reason stays 1 until the container ends another way, and is absent where it never ended. Pods without owner have empty owner labels. The limit is the pod's wish, before an in-place resize is done. container_id has its runtime in front (containerd://…).",
	Ref:   "kubernetes/kube-state-metrics v2.20.0 docs/metrics/workload/pod-metrics.md, replicaset-metrics.md, job-metrics.md",
}
