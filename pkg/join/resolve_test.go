package join

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestResolveFindsWhatASelectorMeans asks a kubelet, a cAdvisor and Go processes for containers by
// the labels that their own series have.
func TestResolveFindsWhatASelectorMeans(t *testing.T) {
	s := &server{}
	hex := hexOf(7)
	for n, web := range []string{"web-0", "web-1"} {
		s.series = append(s.series, cadvisorSeries(3, fmt.Sprintf("job=kubelet metrics_path=/metrics/cadvisor namespace=shop pod=%s container=web image=i id=/kubepods/pod%d/c", web, n))...)
		s.series = append(s.series, goSeries(3, fmt.Sprintf("job=web instance=10.1.0.%d:6060 namespace=shop pod=%s container=web", n, web))...)
	}
	s.series = append(s.series, cadvisorSeries(3, "job=cadvisor instance=node1:8080 name=cart id=/docker/"+hex)...)
	s.series = append(s.series, goSeries(3, "job=cart instance=cart:6060")...)
	s.series = append(s.series, goSeries(3, "job=alone instance=10.9.0.1:6060")...)
	r := fetch(t, s, over(3))
	for _, c := range []struct{ selector, containers, unpaired, ignored string }{
		{"", "web-0 web-1 cart", "alone", ""},
		{`namespace=shop pod=~web-.*`, "web-0 web-1", "", ""},
		{`namespace=shop pod=web-1 image!=`, "web-1", "", "image"},
		{`name=cart`, "cart", "", ""},
		{`id=/docker/` + hex, "cart", "", ""},
		{`job=web instance=10.1.0.1:6060`, "web-1", "", ""},
		{`job=alone`, "", "alone", ""},
		{`pod!~web-.*`, "cart", "alone", ""},
		{`pod=none`, "", "", ""},
		{`env=prod`, "web-0 web-1 cart", "alone", "env"},
		// cart's process has neither a container label nor a pod: what the metric's own series lack decides.
		{`__name__=container_memory_rss container!=cart`, "web-0 web-1", "", ""},
		{`__name__=container_memory_rss container!~c.*`, "web-0 web-1", "", ""},
		{`__name__=container_memory_rss container=`, "", "", ""},
		{`__name__=container_memory_rss pod=`, "cart", "", ""},
		{`__name__=container_memory_rss namespace=shop job=kubelet`, "web-0 web-1", "", "job"},
		{`__name__=~container_memory_.* name!=cart`, "web-0 web-1", "", ""},
		{`name!=cart`, "web-0 web-1", "", ""},
		{`__name__=go_goroutines container!=web`, "cart", "alone", ""},
		{`__name__=go_goroutines container=`, "cart", "alone", ""},
		{`__name__=requests_total container!=cart`, "web-0 web-1", "alone", ""},
		{`container!=cart`, "web-0 web-1", "alone", ""},
	} {
		got, err := r.Resolve(matchersOf(c.selector))
		if err != nil {
			t.Errorf("%s: %v", c.selector, err)
			continue
		}
		var containers, unpaired []string
		for _, found := range got.Containers {
			containers = append(containers, firstOf(found.Labels["pod"], found.Labels["container"]))
		}
		for _, target := range got.Unpaired {
			unpaired = append(unpaired, target.Labels["job"])
		}
		slices.Sort(containers)
		want := strings.Fields(c.containers)
		slices.Sort(want)
		if !slices.Equal(containers, want) || strings.Join(unpaired, " ") != c.unpaired || strings.Join(got.Ignored, " ") != c.ignored {
			t.Errorf("%s: %v, unpaired %v, ignored %v; want %+v", c.selector, containers, unpaired, got.Ignored, c)
		}
	}
	if _, err := r.Resolve([]LabelMatcher{{"pod", "=~", "web-("}}); err == nil || !strings.Contains(err.Error(), "web-(") {
		t.Errorf("an expression that cannot be read: %v", err)
	}
}

func firstOf(texts ...string) string {
	i := slices.IndexFunc(texts, func(s string) bool { return s != "" })
	return texts[i]
}

// matchersOf reads `a=b c!~d`.
func matchersOf(text string) (all []LabelMatcher) {
	for _, m := range strings.Fields(text) {
		i := strings.IndexAny(m, "=!")
		operator := "="
		for _, o := range []string{"=~", "!~", "!="} {
			if strings.HasPrefix(m[i:], o) {
				operator = o
			}
		}
		all = append(all, LabelMatcher{m[:i], operator, m[i+len(operator):]})
	}
	return all
}
