package join

import (
	"fmt"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

// BenchmarkFetchFleet joins 10,000 containers of kubelets with their Go targets, without a server.
func BenchmarkFetchFleet(b *testing.B) {
	s := &server{}
	kubelet, _ := memory.DialectByID(memory.DialectKubelet132)
	golang, _ := memory.DialectByID(memory.DialectGo120)
	for n := range 10_000 {
		node := n % 100
		hex := hexOf(n)
		l := labelled(fmt.Sprintf("job=kubelet metrics_path=/metrics/cadvisor instance=10.1.0.%d:10250 node=n%d namespace=ns%d pod=web-%d container=web image=i name=%s id=/kubepods/pod%d/cri-containerd-%s.scope", node, node, n%20, n, hex, n, hex))
		for _, m := range (&checked{}).metricsOf(kubelet) {
			s.series = append(s.series, series{m, l, []float64{100}, nil})
		}
		g := labelled(fmt.Sprintf("job=web instance=10.2.%d.%d:6060 namespace=ns%d pod=web-%d container=web", n/200, n%200, n%20, n))
		for _, m := range (&checked{}).metricsOf(golang) {
			s.series = append(s.series, series{m, g, []float64{10}, nil})
		}
	}
	found, err := Find(b.Context(), s, noon)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		r, err := Fetch(b.Context(), s, Request{To: noon, ScrapeInterval: every, Found: found})
		if err != nil || len(r.Containers) != 10_000 || r.Containers[9].Rule == "" {
			b.Fatalf("%v: %d containers", err, len(r.Containers))
		}
	}
}
