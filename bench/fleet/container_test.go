//go:build linux

package main

import (
	"slices"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

// read takes a container's series as the dialect reads them.
func read(t *testing.T, id memory.DialectID, metrics []metric, c container, s *memory.Snapshot) {
	t.Helper()
	d, ok := memory.DialectByID(id)
	if !ok {
		t.Fatalf("no dialect %q", id)
	}
	spelled := d.Metrics()
	for _, m := range metrics {
		if !slices.Contains(spelled, m.name) {
			t.Errorf("%s is not one of the metrics of %s", m.name, d.Name)
		}
	}
	d.Read(func(name string, _ map[string]string) (float64, bool) {
		for _, m := range metrics {
			if m.name == name {
				return float64(m.value(c)), true
			}
		}
		return 0, false
	}, s)
}

// TestFleetBalances: the fleet is one that a kernel and a runtime could have shown.
func TestFleetBalances(t *testing.T) {
	if n := len(kubelet) + len(golang); n != 27 {
		t.Errorf("%d series a container, want 27", n)
	}
	for number := range 500 {
		c := newContainer(number, number%3)
		s := memory.Snapshot{GoTargets: 1}
		read(t, memory.DialectKubelet132, kubelet, c, &s)
		read(t, memory.DialectGo120, golang, c, &s)
		l, err := memory.Attribute(s)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, a := range l.Amounts {
			if sum += a.Bytes; a.Bytes < 0 {
				t.Errorf("container %d: %s is %f", number, a.Class.ID, a.Bytes)
			}
		}
		if want := float64(c.anon() + c.inactive + c.active + c.shared + c.kernel); sum != want || l.Usage != want {
			t.Errorf("container %d: classes add up to %f, usage is %f, want %f", number, sum, l.Usage, want)
		}
		if kernel, ok := l.Bytes(memory.KernelSockAndUnattributed); !ok || kernel != float64(c.kernel) || l.Unattributed != 0 {
			t.Errorf("container %d: kernel %f and unattributed %f, want %d and none", number, kernel, l.Unattributed, c.kernel)
		}
		if l.MappedNotResident != 0 || c.usage() >= c.max {
			t.Errorf("container %d: %f of Go is not resident, usage %d of %d", number, l.MappedNotResident, c.usage(), c.max)
		}
	}
}
