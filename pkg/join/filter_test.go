package join

import (
	"strings"
	"testing"

	"github.com/memledger/memledger/pkg/memory"
)

const hostile = `"}) or vector(1) #\` + "\n"

func compiled(t *testing.T, f Filter) matcher {
	t.Helper()
	m, ok, err := f.compile()
	if err != nil || !ok {
		t.Fatalf("%+v: %t, %v, want a matcher", f, ok, err)
	}
	return m
}

func TestFilterKeeps(t *testing.T) {
	for _, c := range []struct {
		operator string
		values   []string
		kept     []string
		dropped  []string
		promQL   string
	}{
		{"=", []string{"a.b"}, []string{"a.b"}, []string{"axb", ""}, `pod="a.b"`},
		{"!=", []string{"a.b"}, []string{"axb", ""}, []string{"a.b"}, `pod!="a.b"`},
		{"=~", []string{"a|b.*"}, []string{"a", "bcd"}, []string{"xa", "ab", ""}, `pod=~"a|b.*"`},
		{"!~", []string{"a|b.*"}, []string{"xa", ""}, []string{"a", "b"}, `pod!~"a|b.*"`},
		{"=|", []string{"a.b", "(c)"}, []string{"a.b", "(c)"}, []string{"axb", "c", ""}, `pod=~"a\\.b|\\(c\\)"`},
		{"!=|", []string{"a.b", "(c)"}, []string{"axb", "c", ""}, []string{"a.b", "(c)"}, `pod!~"a\\.b|\\(c\\)"`},
		{"=", []string{hostile}, []string{hostile}, []string{"", "1"}, `pod="\"}) or vector(1) #\\\n"`},
		{"=|", []string{hostile}, []string{hostile}, []string{"", "1"}, `pod=~"\"\\}\\) or vector\\(1\\) #\\\\\n"`},
		{"=~", []string{"line\nbreak|a.c"}, []string{"line\nbreak", "a\nc"}, []string{"ac"}, `pod=~"line\nbreak|a.c"`},
	} {
		m := compiled(t, Filter{memory.Pod, c.operator, c.values})
		for _, v := range c.kept {
			if !m.keeps(v) {
				t.Errorf("%s %q drops %q, want it kept", c.operator, c.values, v)
			}
		}
		for _, v := range c.dropped {
			if m.keeps(v) {
				t.Errorf("%s %q keeps %q, want it dropped", c.operator, c.values, v)
			}
		}
		if got := m.promQL("pod"); got != c.promQL {
			t.Errorf("%s %q: %s, want %s", c.operator, c.values, got, c.promQL)
		}
	}
}

func TestFilterErrorsNameTheFilter(t *testing.T) {
	for want, f := range map[string]Filter{
		`filter container =~ ["("]: want a regular expression (RE2)`: {memory.Container, "=~", []string{"("}},
		`filter container ~ ["a"]: want one of the operators`:        {memory.Container, "~", []string{"a"}},
		`filter shape = ["a"]: want one of the keys`:                 {"shape", "=", []string{"a"}},
		`filter pod = ["a" "b"]: want one value`:                     {memory.Pod, "=", []string{"a", "b"}},
	} {
		if _, _, err := f.compile(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	if _, ok, err := (Filter{Key: memory.Pod, Operator: "="}).compile(); ok || err != nil {
		t.Errorf("no values: %t, %v, want no matcher", ok, err)
	}
}

func dialectsOf(t *testing.T, ids ...memory.DialectID) []*memory.Dialect {
	t.Helper()
	var ds []*memory.Dialect
	for _, id := range ids {
		d, ok := memory.DialectByID(id)
		if !ok {
			t.Fatalf("no dialect %s", id)
		}
		ds = append(ds, d)
	}
	return ds
}

func TestQueryText(t *testing.T) {
	q := sideOf(memory.CgroupSide, memory.DialectKubelet)
	narrow(q, sideOf(memory.GoSide, memory.DialectGo), &checked{matchers: []matcher{compiled(t, Filter{memory.Namespace, "=", []string{hostile}})}})
	got := q.text()
	for _, want := range []string{
		"max by (__name__, cluster, container, container_label_io_kubernetes_pod_name, exported_container, exported_instance, exported_job, exported_namespace, exported_pod, failure_type, id, image, instance, job, metrics_path, name, namespace, node, pod, scope) ({__name__=~\"container_memory_cache|",
		`|container_start_time_seconds",namespace="\"}) or vector(1) #\\\n"}) or label_replace(max by (cluster,`,
		`(timestamp({__name__="container_memory_usage_bytes",namespace="\"}) or vector(1) #\\\n"})), "memledger_sample_time", "container_memory_usage_bytes", "", "")`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got  %s\nwant it to hold %s", got, want)
		}
	}
	if strings.Contains(got, "\n") {
		t.Errorf("%s\nhas more than one line", got)
	}
}
