package datasource

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/memledger/memledger/internal/frametest"
)

// Two exporters that spell namespace and pod each in its own labels: a filter reaches both, in two
// questions, and brings nothing of other namespaces over the wire.
func TestAFilterIsPushedDownToEachDialect(t *testing.T) {
	series := func(job, labels string, values map[string]float64) (all []promSeries) {
		for name, v := range values {
			l := map[string]string{"__name__": name, "job": job, "instance": job + ":1"}
			for _, pair := range strings.Fields(labels) {
				k, value, _ := strings.Cut(pair, "=")
				l[k] = value
			}
			all = append(all, promSeries{labels: l, value: v})
		}
		return all
	}
	cadvisor := map[string]float64{"container_memory_usage_bytes": 200, "container_memory_rss": 60, "container_memory_cache": 30, "container_memory_working_set_bytes": 80, "container_memory_total_active_file_bytes": 5, "container_memory_file_dirty_bytes": 1}
	var all [][]promSeries
	for _, namespace := range []string{"shop", "night"} {
		all = append(all,
			series("kubelet", fmt.Sprintf("exported_namespace=%s exported_pod=web exported_container=web namespace=monitoring pod=k container=k image=i name=x id=/kubepods/%s", namespace, namespace), cadvisor),
			series("cadvisor", fmt.Sprintf("container_label_io_kubernetes_pod_namespace=%s container_label_io_kubernetes_pod_name=db container_label_io_kubernetes_container_name=db name=k8s_db id=/pods/%s", namespace, namespace), cadvisor))
	}
	p := newPromDouble(t, all...)
	d := configuredWith(t, p.URL, `{}`)
	f := frameOf(t, answers(t, d, `{"queryType":"containers","filters":[{"key":"namespace","operator":"=","value":"shop"}]}`)["A"])
	var found []string
	for i := range f.Rows() {
		found = append(found, fmt.Sprint(frametest.Cell(t, f, "namespace", i), "/", frametest.Cell(t, f, "container", i)))
	}
	slices.Sort(found)
	if want := []string{"shop/db", "shop/web"}; !slices.Equal(found, want) {
		t.Errorf("containers %q, want %q; notices %q", found, want, noticesOf(f))
	}
	asked := p.asked()
	sent := 0
	for _, q := range asked {
		if strings.Contains(q, `memledger_sample_time`) {
			sent++
			if strings.Contains(q, "container_memory") && (!strings.Contains(q, `exported_namespace="shop"`) || !strings.Contains(q, `container_label_io_kubernetes_pod_namespace="shop"`)) {
				t.Errorf("%s\nwant both dialects narrowed", q)
			}
		}
	}
	if sent != 2 {
		t.Errorf("%d questions besides detection, want two: %q", sent, asked)
	}
	// The double tells what came over the wire.
	parser := &promParser{double: p, text: strings.Split(f.Meta.ExecutedQueryString, "\n")[0]}
	rows, err := parser.all()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if strings.Contains(fmt.Sprint(r.labels), "night") {
			t.Errorf("%v came, which the filter drops", r.labels)
		}
	}
}
