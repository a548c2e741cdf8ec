package datasource

import (
	"fmt"
	"strings"
	"testing"

	"github.com/memledger/memledger/internal/frametest"
)

// A Go target that two containers could be: neither shows its heap or a gap, no rule fires on one, and
// every answer says why.
func TestAnAmbiguousJoinShowsNoNumberAsIfItWereSure(t *testing.T) {
	var all []promSeries
	add := func(value float64, pairs ...string) {
		labels := map[string]string{}
		for i := 0; i < len(pairs); i += 2 {
			labels[pairs[i]] = pairs[i+1]
		}
		all = append(all, promSeries{labels: labels, value: value})
	}
	for _, pod := range []string{"a", "b"} {
		for name, v := range map[string]float64{"usage": 300e6, "anon": 60e6, "file": 200e6} {
			add(v, "__name__", "cgroup_memory_"+name+"_bytes", "job", "memledger", "instance", "host1:9100", "id", "/"+pod, "pod", pod, "namespace", "n", "container", "app")
		}
	}
	for name, v := range map[string]float64{"sys": 50e6, "heap_alloc": 20e6} {
		add(v, "__name__", "go_memstats_"+name+"_bytes", "job", "x", "instance", "10.0.0.9:6060", "container", "app")
	}
	d := configuredWith(t, newPromDouble(t, all).URL, `{}`)
	f := frameOf(t, answers(t, d, `{"queryType":"containers"}`)["A"])
	rows := 0
	for i := range f.Rows() {
		if frametest.Cell(t, f, "status", i) == "no_cgroup" {
			continue
		}
		rows++
		for _, name := range []string{"heap", "divergence", "ratio", "joined_by", "go_exporter"} {
			if got := frametest.Cell(t, f, name, i); got != nil {
				t.Errorf("%s of %v is %v, want null", name, frametest.Cell(t, f, "pod", i), got)
			}
		}
		if why := fmt.Sprint(frametest.Cell(t, f, "missing", i)); frametest.Cell(t, f, "status", i) != "no_go" || !strings.Contains(why, "2 containers match") || frametest.Cell(t, f, "usage", i) != 300e6 {
			t.Errorf("%v: %s; want its usage, no Go side, and why", frametest.Cell(t, f, "status", i), why)
		}
	}
	if rows != 2 {
		t.Errorf("%d containers, want two", rows)
	}
	for _, measure := range []string{"divergence_bytes", "divergence_ratio"} {
		f := frameOf(t, answers(t, d, `{"queryType":"signal","measures":["`+measure+`"]}`)["A"])
		if f.Rows() != 0 || !strings.Contains(noticesOf(f), "2 containers match") {
			t.Errorf("%s: %d rows, notices %q; want none and why", measure, f.Rows(), noticesOf(f))
		}
	}
	f = frameOf(t, answers(t, d, `{"queryType":"divergence"}`)["A"])
	for _, field := range f.Fields {
		if m := field.Labels["measure"]; m == "heap" || m == "divergence" || m == "ratio" {
			t.Errorf("a series of %s %s", m, field.Labels)
		}
	}
	if !strings.Contains(noticesOf(f), "2 containers match") {
		t.Errorf("notices %q, want why", noticesOf(f))
	}
}

// Two containers that no label tells apart are two rows, two series with their ids, and a notice.
func TestTwinsAreTwoSeries(t *testing.T) {
	var all []promSeries
	for _, id := range []string{"/docker/" + strings.Repeat("a", 64), "/docker/" + strings.Repeat("b", 64)} {
		for name, v := range map[string]float64{"usage": 300e6, "anon": 60e6, "file": 200e6} {
			all = append(all, promSeries{labels: map[string]string{"__name__": "cgroup_memory_" + name + "_bytes", "job": "memledger", "instance": "host1:9100", "id": id, "container": "app"}, value: v})
		}
	}
	d := configuredWith(t, newPromDouble(t, all).URL, `{}`)
	for _, text := range []string{`{"queryType":"signal","measures":["unreclaimable_bytes"]}`, `{"queryType":"containers"}`} {
		f := frameOf(t, answers(t, d, text)["A"])
		said := noticesOf(f)
		if why, _ := f.FieldByName("missing"); why != nil && f.Rows() > 0 {
			said += fmt.Sprint(frametest.Cell(t, f, "missing", 0))
		}
		if f.Rows() != 2 || !strings.Contains(said, "told apart by their id") || frametest.Cell(t, f, "id", 0) == frametest.Cell(t, f, "id", 1) {
			t.Errorf("%s: %d rows, said %q; want two with their ids", text, f.Rows(), said)
		}
	}
	ids := map[string]bool{}
	f := frameOf(t, answers(t, d, `{"queryType":"ledger"}`)["A"])
	for _, field := range f.Fields[1:] {
		ids[field.Labels["id"]] = true
	}
	if len(ids) != 2 || ids[""] {
		t.Errorf("ids %v, want both on every series", ids)
	}
}
