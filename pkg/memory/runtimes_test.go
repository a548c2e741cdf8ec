package memory

import (
	"slices"
	"strings"
	"testing"
)

var hex64 = strings.Repeat("0123456789abcdef", 4)

func noKey(IdentityKey) bool { return false }

func TestRuntimesOfPathAndExporter(t *testing.T) {
	pod := "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod6f2b7a3e_1c4d_4e5f_8a9b_0c1d2e3f4a5b.slice"
	for _, c := range []struct {
		path     string
		exporter DialectID
		has      []IdentityKey
		want     string
	}{
		{"/libpod_parent/libpod-" + hex64, DialectMemledger, nil, "podman"},
		{"/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-" + hex64 + ".scope", DialectMemledger, nil, "podman"},
		{"/system.slice/docker-" + hex64 + ".scope", DialectCAdvisor, nil, "docker"},
		{pod + "/cri-containerd-" + hex64 + ".scope", DialectKubelet137, nil, "kubernetes containerd"},
		{pod + "/crio-" + hex64 + ".scope", DialectMemledger, nil, "kubernetes cri-o"},
		{"/kubepods/burstable/pod6f2b7a3e-1c4d-4e5f-8a9b-0c1d2e3f4a5b/" + hex64, DialectMemledger, nil, "kubernetes"},
		{"/system.slice/prometheus.service", DialectMemledger, nil, "systemd"},
		{"/lxc.payload.web", DialectMemledger, nil, "lxc"},
		{"0123456789ab", DialectPodman, nil, "podman"}, // the exporter's id is no path
		{"", DialectDockerStats, nil, "docker"},
		{"", DialectKubeletResource, nil, "kubernetes"},
		{"", DialectMemledger, []IdentityKey{Namespace, Pod}, "kubernetes"},
		{"", DialectMemledger, []IdentityKey{Pod}, ""}, // podman has pods too
		{"/libpod_parent/libpod-" + hex64, DialectMemledger, []IdentityKey{Namespace, Pod}, "podman"},
		{"/app", DialectCAdvisor, nil, ""},
	} {
		var got []string
		for _, r := range RuntimesOf(c.path, c.exporter, func(k IdentityKey) bool { return slices.Contains(c.has, k) }) {
			got = append(got, string(r.ID))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s told by %s with %v: %v, want %q", c.path, c.exporter, c.has, got, c.want)
		}
	}
}

func TestEveryToolIsOfARuntimeOrOfAll(t *testing.T) {
	named := slices.Clone(AnyRuntime)
	for _, r := range Runtimes {
		named = append(named, r.Tools...)
		for _, id := range r.Dialects {
			if d, ok := DialectByID(id); !ok || d.Side != CgroupSide {
				t.Errorf("%s: no cgroup dialect %q", r.ID, id)
			}
		}
		if r.Ref == "" {
			t.Errorf("%s: no reference", r.ID)
		}
	}
	for _, f := range Formulas {
		if !slices.Contains(named, f.Tool) {
			t.Errorf("%s: %q is a tool of no runtime: name it in Runtimes or AnyRuntime", f.ID, f.Tool)
		}
	}
	for _, tool := range named {
		if !slices.ContainsFunc(Formulas, func(f Formula) bool { return f.Tool == tool }) {
			t.Errorf("%q is no tool of Formulas", tool)
		}
	}
}

// podman 4.0–4.6 is raw usage on v1 and anonymous memory on v2.
func TestOneSumOnOneVersionIsTwoOnTheOther(t *testing.T) {
	for _, c := range []struct {
		tool    FormulaID
		version int
		want    FormulaID
	}{
		{"podman_4_0", 1, "usage"}, {"podman_4_0", 2, "podman_4_0"}, {"podman_4_7", 2, "podman_4_0"}, {"podman_4_7", 1, "podman_4_7"},
		{"podman_5_6", 1, "docker_20_10"}, {"kubectl_top", 2, "docker_20_10"}, {"crictl", 0, "docker_20_10"}, {"systemd", 2, "usage"},
	} {
		f, _ := FormulaByID(c.tool)
		if got, ok := f.SameAs(c.version); !ok || got != c.want {
			t.Errorf("%s on v%d is the same as %q, want %q", c.tool, c.version, got, c.want)
		}
	}
	f, _ := FormulaByID("docker_17_05")
	if got, ok := f.SameAs(2); ok {
		t.Errorf("docker ≤17.05 on v2 is the same as %q, want none: it does not exist there", got)
	}
}

func TestToolMatches(t *testing.T) {
	podman := RuntimesOf("/libpod-"+hex64, DialectMemledger, noKey)
	for id, want := range map[FormulaID]Match{"podman_5_6": ToolOfRuntime, "docker_api": ToolOfOther, "usage": ToolOfAny, "ps_rss": ToolOfAny} {
		f, _ := FormulaByID(id)
		if got := f.Matches(podman); got != want {
			t.Errorf("%s for podman's container: %s, want %s", id, got, want)
		}
	}
	f, _ := FormulaByID("podman_5_6")
	if got := f.Matches(nil); got != ToolMatchUnknown {
		t.Errorf("podman where the runtime is not known: %s, want %s", got, ToolMatchUnknown)
	}
}
