package deploy

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	monitoring "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
	"sigs.k8s.io/yaml"
)

// strictly decodes one document into the API's own type; a field that it does not have is an error.
func strictly(t *testing.T, document string, into any) {
	t.Helper()
	if err := yaml.UnmarshalStrict([]byte(document), into); err != nil {
		t.Fatalf("%T: %v", into, err)
	}
}

func daemonSet(t *testing.T) apps.DaemonSet {
	t.Helper()
	documents := strings.Split(read(t, "kubernetes/daemonset.yaml"), "\n---\n")
	if len(documents) != 3 {
		t.Fatalf("%d documents, want a Namespace, a ServiceAccount and a DaemonSet", len(documents))
	}
	var namespace core.Namespace
	var account core.ServiceAccount
	var set apps.DaemonSet
	strictly(t, documents[0], &namespace)
	strictly(t, documents[1], &account)
	strictly(t, documents[2], &set)
	for _, kind := range []struct{ got, want string }{
		{namespace.APIVersion + " " + namespace.Kind, "v1 Namespace"},
		{account.APIVersion + " " + account.Kind, "v1 ServiceAccount"},
		{set.APIVersion + " " + set.Kind, "apps/v1 DaemonSet"},
		{account.Namespace, namespace.Name},
		{set.Namespace, namespace.Name},
		{set.Spec.Template.Spec.ServiceAccountName, account.Name},
	} {
		if kind.got != kind.want {
			t.Errorf("%q, want %q", kind.got, kind.want)
		}
	}
	return set
}

func TestDaemonSet(t *testing.T) {
	set := daemonSet(t)
	pod := set.Spec.Template.Spec
	for key, value := range set.Spec.Selector.MatchLabels {
		if set.Spec.Template.Labels[key] != value {
			t.Errorf("the selector wants %s=%s, the pods have %v", key, value, set.Spec.Template.Labels)
		}
	}
	if pod.HostPID || pod.HostNetwork || pod.HostIPC {
		t.Error("shares a namespace with the node without being asked for ports")
	}
	exporter := pod.Containers[0]
	context := exporter.SecurityContext
	if !*context.ReadOnlyRootFilesystem || *context.AllowPrivilegeEscalation || !slices.Equal(context.Capabilities.Drop, []core.Capability{"ALL"}) {
		t.Errorf("security context %+v", context)
	}
	starts(t, exporter.Args)
	for _, m := range exporter.VolumeMounts {
		i := slices.IndexFunc(pod.Volumes, func(v core.Volume) bool { return v.Name == m.Name })
		if i < 0 || !m.ReadOnly || m.MountPath != "/host"+pod.Volumes[i].HostPath.Path {
			t.Errorf("volume mount %+v: want a volume, read-only, at its own path under /host", m)
		}
	}
}

// The patch, as kubectl patch applies it, adds the flag and what it needs, and takes nothing away.
func TestListeningPortsPatch(t *testing.T) {
	set := daemonSet(t)
	original, err := json.Marshal(set)
	if err != nil {
		t.Fatal(err)
	}
	var fields apps.DaemonSet
	strictly(t, read(t, "kubernetes/listening-ports.patch.yaml"), &fields)
	patch, err := yaml.YAMLToJSON([]byte(read(t, "kubernetes/listening-ports.patch.yaml")))
	if err != nil {
		t.Fatal(err)
	}
	patched, err := strategicpatch.StrategicMergePatch(original, patch, apps.DaemonSet{})
	if err != nil {
		t.Fatal(err)
	}
	var got apps.DaemonSet
	strictly(t, string(patched), &got)
	before, after := set.Spec.Template.Spec.Containers[0], got.Spec.Template.Spec.Containers[0]
	if !slices.Equal(after.Args, append(slices.Clone(before.Args), "--collector.listening-ports")) {
		t.Errorf("arguments %v", after.Args)
	}
	if !got.Spec.Template.Spec.HostPID || len(after.SecurityContext.Capabilities.Drop) != 1 || len(after.SecurityContext.Capabilities.Add) != 2 {
		t.Errorf("host's PID namespace %v, capabilities %+v", got.Spec.Template.Spec.HostPID, after.SecurityContext.Capabilities)
	}
	if len(after.VolumeMounts) != len(before.VolumeMounts) || after.Image != before.Image {
		t.Errorf("the patch took something away: %+v", after)
	}
	starts(t, after.Args)
}

func TestPodMonitor(t *testing.T) {
	var monitor monitoring.PodMonitor
	strictly(t, read(t, "scrape/prometheus-operator.yaml"), &monitor)
	set := daemonSet(t)
	if monitor.APIVersion+" "+monitor.Kind != "monitoring.coreos.com/v1 PodMonitor" || monitor.Namespace != set.Namespace {
		t.Errorf("%s %s in %s", monitor.APIVersion, monitor.Kind, monitor.Namespace)
	}
	for key, value := range monitor.Spec.Selector.MatchLabels {
		if set.Spec.Template.Labels[key] != value {
			t.Errorf("selects %s=%s, the pods have %v", key, value, set.Spec.Template.Labels)
		}
	}
	endpoint := monitor.Spec.PodMetricsEndpoints[0]
	if port := set.Spec.Template.Spec.Containers[0].Ports[0].Name; endpoint.Port == nil || *endpoint.Port != port {
		t.Errorf("port %v, want %s", endpoint.Port, port)
	}
	if !endpoint.HonorLabels {
		t.Error("honorLabels is off: every container would be the exporter's own")
	}
}
