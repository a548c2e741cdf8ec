package join

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/memledger/memledger/internal/engine"
	"github.com/memledger/memledger/pkg/memory"
	"github.com/memledger/memledger/pkg/prom"
)

// wantBooks compares a container with the kernel's own files: the same counters, the same classes,
// and their sum is the usage to the byte.
func wantBooks(t *testing.T, c Container, want captured) {
	t.Helper()
	last := c.Points[len(c.Points)-1].Snapshot
	if wanted := want.snapshot(t); !maps.Equal(last.Values, wanted.Values) || last.CgroupVersion != wanted.CgroupVersion || last.GoTargets != 1 {
		t.Errorf("%s: joined  %v\nwant %v", c.Labels.short(), last, wanted)
	}
	wantUsage(t, c, want)
}

func wantUsage(t *testing.T, c Container, want captured) {
	t.Helper()
	usage, _ := want.value(memory.Usage)
	l, err := memory.Attribute(c.Points[len(c.Points)-1].Snapshot)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for _, a := range l.Amounts {
		sum += a.Bytes
	}
	if sum != usage || usage == 0 {
		t.Errorf("%s: the classes sum up to %v, want memory.current = %v", c.Labels.short(), sum, usage)
	}
}

// TestAgainstEngines feeds real servers with real captures and reads them back.
func TestAgainstEngines(t *testing.T) { engine.Each(t, readsBack) }

func readsBack(t *testing.T, e engine.Engine) {
	v2, v1 := capture(t, "cgroup-v2-linux-6.1/04-heap"), capture(t, "cgroup-v1-podman-4.3.1/01-page-cache")
	const id, tricky = "/system.slice/docker-" + hexA + ".scope", `"}) or vector(1)`
	p := &pages{byPath: map[string]string{}}
	p.set("/memledger", v2.ours(t, `id="`+id+`",container="web"`)+v1.ours(t, `id="/machine.slice/old.scope",container="old"`)+
		`cgroup_memory_usage_bytes{id="/system.slice"} 9e9`+"\n"+
		v2.ours(t, `id="/tricky",container="\"}) or vector(1)",namespace="\"}) or vector(1)"`)+
		`cgroup_memory_usage_bytes{id="/nan",container="nan"} NaN`+"\n")
	p.set("/cadvisor", v2.cadvisor(`id="`+id+`",name="web"`, 0)+v2.cadvisor(`id="/docker/`+hexB+`",name="other"`, 0)+v2.cadvisor(`id="/"`, 0))
	p.set("/go", v2.metrics)
	p.set("/old", v1.metrics)
	c := p.scrapedBy(t, e, map[string]string{"/memledger": "host1:9100", "/cadvisor": "cadvisor:8080", "/go": "web:6060", "/old": "10.0.0.9:6060"})
	var r *Result
	eventually(t, "all targets are scraped", func() error {
		r = now(t, c)
		if len(r.Containers) != 4 || len(r.Containers[2].Targets)+len(r.Containers[3].Targets) == 0 {
			return fmt.Errorf("containers %q, unpaired %v, problems %q", names(r), r.Unpaired, r.Problems)
		}
		for _, name := range []string{"web", "old"} {
			if found, err := find(r, name); err != nil || len(found.Targets) != 1 {
				return fmt.Errorf("%s: %d targets, %w", name, len(found.Targets), err)
			}
		}
		return nil
	})
	web, _ := find(r, "web")
	old, _ := find(r, "old")
	if web.Exporter != memory.DialectMemledger || web.Rule != "instance_host" || old.Rule != "job" {
		t.Errorf("web: %s by %s, old by %s; want our exporter by instance_host, and job", web.Exporter, web.Rule, old.Rule)
	}
	wantBooks(t, web, v2)
	wantBooks(t, old, v1)
	other, err := find(r, "other")
	if err != nil || other.Exporter != memory.DialectCAdvisor {
		t.Fatalf("%v, exporter %s, want cAdvisor", err, other.Exporter)
	}
	wantUsage(t, other, v2)
	for _, key := range []memory.IdentityKey{memory.Container, memory.Namespace} {
		for _, operator := range []string{"=", "=|"} {
			wantNames(t, now(t, c, Filter{key, operator, []string{tricky}}), "host1/"+tricky+"/"+tricky)
		}
		wantNames(t, now(t, c, Filter{key, "=", []string{tricky + hostile}}))
	}
	cgroups := 5
	if !e.NaN {
		cgroups--
	}
	detects(t, c, cgroups)
}

func detects(t *testing.T, c *prom.Client, cgroups int) {
	t.Helper()
	var found []Found
	eventually(t, "three dialects and their scrape intervals are detected", func() (err error) {
		found, err = Detect(t.Context(), c, time.Now())
		if err == nil && (len(found) != 3 || found[0].ScrapeInterval == 0) {
			err = fmt.Errorf("found %+v", found)
		}
		return err
	})
	ours, cadvisor, golang := found[0], found[1], found[2]
	if ours.Dialect != memory.DialectMemledger || ours.Cgroups != cgroups || strings.Join(ours.Jobs, " ") != "memledger" {
		t.Errorf("%+v, want our exporter with %d cgroups", ours, cgroups)
	}
	if cadvisor.Dialect != memory.DialectCAdvisor || cadvisor.Cgroups != 3 || len(cadvisor.Missing) == 0 {
		t.Errorf("%+v, want cAdvisor with three cgroups, and what it lacks", cadvisor)
	}
	if golang.Targets != 2 || strings.Join(golang.Jobs, " ") != "go old" || !strings.Contains(strings.Join(golang.Missing, " "), "process_resident_memory_anon_bytes") {
		t.Errorf("%+v, want two Go targets, without RssAnon", golang)
	}
}

// TestRestartAgainstEngines restarts a container behind cAdvisor, whose explicit timestamps keep the
// old one alive in Prometheus for five minutes.
func TestRestartAgainstEngines(t *testing.T) { engine.Each(t, restarts) }

func restarts(t *testing.T, e engine.Engine) {
	before, after := capture(t, "cgroup-v2-linux-6.1/01-page-cache"), capture(t, "cgroup-v2-linux-6.1/00-start")
	p := &pages{byPath: map[string]string{}}
	page := func(c captured, hex string) {
		p.set("/cadvisor", c.cadvisor(`id="/docker/`+hex+`",name="web"`, time.Now().UnixMilli()))
	}
	page(before, hexA)
	p.set("/go", before.metrics)
	start := time.Now()
	c := p.scrapedBy(t, e, map[string]string{"/cadvisor": "cadvisor:8080", "/go": "web:6060"})
	shown := func(hex string) func() error {
		return func() error {
			found, err := find(now(t, c), "web")
			if err == nil && (found.CgroupID != "/docker/"+hex || len(found.Targets) != 1) {
				err = fmt.Errorf("shown is %s with %d targets", found.CgroupID, len(found.Targets))
			}
			return err
		}
	}
	again := func(d captured, hex string) func() error {
		return func() error { page(d, hex); return shown(hex)() }
	}
	eventually(t, "the first container is shown", again(before, hexA))
	// On a busy machine the first container may come and go between two whole seconds.
	eventually(t, "the range shows the first container", func() error {
		r, err := Fetch(t.Context(), c, Request{From: start, To: time.Now(), Step: time.Second, ScrapeInterval: time.Second})
		if err != nil {
			return err
		}
		_, err = find(r, "web")
		return err
	})
	eventually(t, "the second container is shown", again(after, hexB))
	if v, _, err := c.Instant(t.Context(), `count(container_memory_usage_bytes)`, time.Now()); e.Lingers && (err != nil || len(v) != 1 || v[0].Value != 2) {
		t.Errorf("%v, %v: want both ids still there, or this test shows nothing", v, err)
	}
	var web Container
	// The last whole second of a range may be before the restart still.
	eventually(t, "the range ends with the second container", func() error {
		r, err := Fetch(t.Context(), c, Request{From: start, To: time.Now(), Step: time.Second, ScrapeInterval: time.Second})
		if err != nil {
			return err
		}
		if web, err = find(r, "web"); err == nil && web.CgroupID != "/docker/"+hexB {
			err = fmt.Errorf("it ends with %s", web.CgroupID)
		}
		return err
	})
	wantUsage(t, web, after)
	old, _ := before.value(memory.Usage)
	fresh, _ := after.value(memory.Usage)
	text := values(web, memory.Usage)
	switched := strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(text, fmt.Sprint(old), "a"), fmt.Sprint(fresh), "b"))
	if strings.Trim(switched, "ab ") != "" || strings.Contains(switched, "b a") || !strings.Contains(switched, "a b") {
		t.Errorf("usage %s: want the old container's, then the new one's, and no other", switched)
	}
}
