package memory

import (
	"slices"
	"testing"
)

func TestLacksAreLacking(t *testing.T) {
	for _, c := range []struct {
		golden  string
		missing []CounterID // named as what would split a coarser class
		coarse  ClassID
	}{
		{"cadvisor_0_60_v2_docker", []CounterID{Shmem, Kernel, Sock}, KernelSockAndUnattributed},
		{"cadvisor_0_60_v1_podman", []CounterID{Shmem}, ShmemAndFileOther},
		{"kubelet_1_37", []CounterID{Shmem, Kernel, Sock}, ShmemAndFileOther},
		{"kubelet_1_33", []CounterID{Shmem, Kernel, Sock}, ShmemAndFileOther},
		{"kubelet_1_31", []CounterID{Shmem, ActiveFile, Kernel, Sock}, FileActiveAndShmem},
		{"kubelet_cri_v2", []CounterID{Shmem, Kernel, Sock}, KernelSockAndUnattributed},
		{"cgroup_exporter_v2", []CounterID{InactiveFile, ActiveFile, Shmem, Kernel, Sock}, FileAll},
		{"containerd_v1", []CounterID{Shmem}, ShmemAndFileOther},
		{"otel_docker_stats_v2", []CounterID{Shmem, Kernel, Sock}, KernelSockAndUnattributed},
		{"otel_go", nil, GoOther},
	} {
		g := goldenNamed(t, c.golden)
		s := g.snapshot(dialectOf(t, g.dialect))
		if dialectOf(t, g.dialect).Side == GoSide {
			s.Put(Usage, 1<<30)
		}
		l := attribute(t, s)
		if _, ok := l.Bytes(c.coarse); !ok {
			t.Errorf("%s: classes %v, want the coarser %s", c.golden, classIDs(l), c.coarse)
		}
		for _, id := range c.missing {
			if !slices.ContainsFunc(l.Missing, func(m Missing) bool { return m.Counter == id }) {
				t.Errorf("%s: missing %v, want %s named", c.golden, l.Missing, id)
			}
		}
	}
}

// What podman, docker_stats and the kubelet's resource endpoint print is not usage, and is not
// taken for it.
func TestAFormulaIsNotTakenForUsage(t *testing.T) {
	for name, as := range map[string]CounterID{
		"podman_exporter_remote": Reported, "podman_exporter_remote_no_system": Reported, "podman_exporter_1_17": Reported,
		"podman_exporter_1_18": WorkingSet, "podman_exporter_podman_5_8": WorkingSet,
		"otel_podman_stats": Reported, "otel_docker_stats_v2_default": WorkingSet, "kubelet_resource": WorkingSet,
	} {
		g := goldenNamed(t, name)
		s := g.snapshot(dialectOf(t, g.dialect))
		if _, ok := s.Get(Usage); ok {
			t.Errorf("%s: has usage, want only %s", name, as)
		}
		if _, ok := s.Get(as); !ok {
			t.Errorf("%s: counters %v, want %s", name, s.Values, as)
		}
	}
}

// What an exporter passes on is the number of the tool that it names, as the golden has it, and every
// exporter whose golden has a tool's number and no usage says whose.
func TestAPassedOnNumberHasItsTool(t *testing.T) {
	for name, want := range map[string]struct {
		tool   FormulaID
		metric string
	}{
		"podman_exporter_1_17": {"podman_exported", "podman_container_mem_usage_bytes"}, "podman_exporter_1_18": {"podman_5_6", "podman_container_mem_usage_bytes"},
		"otel_podman_stats": {"podman_exported", "container_memory_usage_total_bytes"}, "otel_docker_stats_v2_default": {"docker_20_10", "container_memory_usage_total_bytes"},
		"kubelet_resource": {"kubectl_top", "container_memory_working_set_bytes"},
	} {
		g := goldenNamed(t, name)
		d := dialectOf(t, g.dialect)
		value, ok := g.sample(d)(want.metric, nil)
		if p := printed(t, &Ledger{Snapshot: g.snapshot(d)}, want.tool); !ok || p.Value != value || len(p.Counted) > 0 || d.Prints != want.tool {
			t.Errorf("%s: %s prints %.0f of %v, the exporter names %q; want %s = %.0f of no class", name, want.tool, p.Value, p.Counted, d.Prints, want.metric, value)
		}
	}
	for _, g := range goldens(t) {
		d := dialectOf(t, g.dialect)
		s := g.snapshot(d)
		_, usage := s.Get(Usage)
		_, reported := s.Get(Reported)
		_, workingSet := s.Get(WorkingSet)
		if !usage && (reported || workingSet) && d.Prints == "" {
			t.Errorf("%s: a tool's number alone, and no word of whose", g.name)
		}
	}
}

// Where usage is known, no row claims what only an exporter could pass on.
func TestNoPassedOnNumberIsMadeUp(t *testing.T) {
	for _, c := range captures(t) {
		for _, p := range Compare(attribute(t, c.snapshot())) {
			if p.Formula.ID == "podman_exported" {
				t.Errorf("%s: %+v, want no row: no exporter passes it on", c.name, p)
			}
		}
	}
}

// Counters that a golden prints as 0 because the exporter does not know them.
func TestZeroThatMeansAbsentIsAbsent(t *testing.T) {
	for name, counters := range map[string][]CounterID{
		"cadvisor_0_60_v2_docker": {Kernel},
		"cadvisor_0_60_v1_podman": {PressureSome, PressureFull, FileDirty, FileWriteback, RefaultFile, EventsHigh, Processes},
		"kubelet_1_31":            {Kernel, FileDirty},
		"kubelet_cri_v2":          {Kernel, KernelStack, Peak, Swap},
		"otel_docker_stats_v2":    {Peak},
	} {
		g := goldenNamed(t, name)
		s := g.snapshot(dialectOf(t, g.dialect))
		for _, id := range counters {
			if v, ok := s.Get(id); ok {
				t.Errorf("%s: %s = %v, want it absent", name, id, v)
			}
		}
	}
}

func TestTreydocksAnonHasNoCache(t *testing.T) {
	for _, name := range []string{"cgroup_exporter_v1", "cgroup_exporter_v2"} {
		g := goldenNamed(t, name)
		s := g.snapshot(dialectOf(t, g.dialect))
		anon, _ := s.Get(Anon)
		file, _ := s.Get(File)
		usage, _ := s.Get(Usage)
		if anon <= 0 || anon+file > usage {
			t.Errorf("%s: anon %.0f and file %.0f, want them within usage %.0f", name, anon, file, usage)
		}
	}
}

func TestOTelGoWithDeprecatedNamesKnowsSys(t *testing.T) {
	g := goldenNamed(t, "otel_go_deprecated")
	s := g.snapshot(dialectOf(t, g.dialect))
	sys, _ := s.Get(GoSys)
	heap, _ := s.Get(GoHeapSys)
	stacks, _ := s.Get(GoStackInuse)
	// Runtime overhead was 3 to 5 MB in this program.
	if over := sys - heap - stacks; over < 1<<20 || over > 8<<20 {
		t.Errorf("sys − heap − stacks = %.0f, want the runtime's overhead", over)
	}
}
