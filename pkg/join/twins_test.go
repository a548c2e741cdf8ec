package join

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/memledger/memledger/internal/engine"
	"github.com/memledger/memledger/pkg/memory"
)

// idsOfAll are the cgroups of the containers, and what each says of its usage.
func idsOfAll(r *Result) (all []string) {
	for _, c := range r.Containers {
		all = append(all, c.CgroupID+": "+values(c, memory.Usage))
	}
	return all
}

func wantAll(t *testing.T, r *Result, want ...string) {
	t.Helper()
	if got := idsOfAll(r); !slices.Equal(got, want) {
		t.Errorf("containers %q, want %q; problems of the first %q", got, want, r.Containers[0].Problems)
	}
}

// Two Compose projects with a service of one name, as no label tells apart.
func TestTwoOfOneNameAreTwo(t *testing.T) {
	s := &server{series: slices.Concat(cgroupSeries(4, "id=/docker/"+hexA+" container=web"), scaled(cgroupSeries(4, "id=/docker/"+hexB+" container=web"), 7))}
	r := fetch(t, s, over(4))
	wantAll(t, r, "/docker/"+hexA+": 100 100 100 100", "/docker/"+hexB+": 700 700 700 700")
	for _, c := range r.Containers {
		if c.Labels.short() != "host1/web" {
			t.Errorf("%s, want the labels that they share", c.Labels.short())
		}
		wantProblem(t, c.Problems, "2 cgroups report as this container at the same time: they are shown one by one, told apart by their id: /docker/"+hexA+", /docker/"+hexB)
	}
	// Units without any id of a runtime, whose cgroups one exporter reports.
	s = &server{series: slices.Concat(cgroupSeries(4, "id=/x/a container=web"), cgroupSeries(4, "id=/x/b container=web"))}
	wantAll(t, fetch(t, s, over(4)), "/x/a: 100 100 100 100", "/x/b: 100 100 100 100")
}

// At one moment a look back tells.
func TestTwoOfOneNameAreTwoAtOneMoment(t *testing.T) {
	const minutes = 10 * 4 // moments
	at := Request{To: noon.Add((minutes - 1) * every), ScrapeInterval: every}
	s := &server{series: slices.Concat(cgroupSeries(minutes, "id=/x/a container=web"), scaled(cgroupSeries(minutes, "id=/x/b container=web"), 7))}
	r := fetch(t, s, at)
	wantAll(t, r, "/x/a: 100", "/x/b: 700")
	if len(r.Queries) != 3 || !strings.Contains(r.Queries[2], `id=~"/x/a|/x/b"`) {
		t.Errorf("queries %q, want a third of these two ids alone", r.Queries)
	}
	// The second began two scrapes ago: that may be a restart yet.
	s = &server{series: slices.Concat(cgroupSeries(minutes, "id=/x/a container=web"), scaled(beginning(cgroupSeries(2, "id=/x/b container=web"), minutes-2), 7))}
	r = fetch(t, s, at)
	wantAll(t, r, "/x/b: 700")
	wantProblem(t, r.Containers[0].Problems, "too short a time to tell two containers from a restart, and the newest is shown: /x/a, /x/b")
	// The first ended just before the second began.
	s = &server{series: slices.Concat(lingering(cgroupSeries(minutes-4, "id=/x/a container=web"), minutes-4, 4), scaled(beginning(cgroupSeries(4, "id=/x/b container=web"), minutes-4), 7))}
	r = fetch(t, s, at)
	wantAll(t, r, "/x/b: 700")
	if len(r.Containers[0].Problems) > 0 {
		t.Errorf("problems %q, want none of a restart", r.Containers[0].Problems)
	}
}

// The old one goes on being reported for a while after the new one has begun.
func TestARestartThatOverlapsIsOne(t *testing.T) {
	old := cgroupSeries(20, "id=/docker/"+hexA+" container=web")
	s := &server{series: slices.Concat(old, scaled(beginning(cgroupSeries(30, "id=/docker/"+hexB+" container=web"), 10), 7))}
	r := fetch(t, s, over(40))
	wantAll(t, r, "/docker/"+hexB+": "+strings.TrimSpace(strings.Repeat("100 ", 10)+strings.Repeat("700 ", 30)))
	// Longer than any series lingers it was a container of its own.
	s = &server{series: slices.Concat(cgroupSeries(40, "id=/docker/"+hexA+" container=web"), scaled(beginning(cgroupSeries(50, "id=/docker/"+hexB+" container=web"), 10), 7))}
	wantAll(t, fetch(t, s, over(60)), "/docker/"+hexA+": "+strings.TrimSpace(strings.Repeat("100 ", 40)), "/docker/"+hexB+": "+strings.TrimSpace(strings.Repeat("700 ", 50)))
}

// Of two that are told apart one restarts: it remains one, and the other is left alone.
func TestARestartBesideATwin(t *testing.T) {
	s := &server{series: slices.Concat(cgroupSeries(60, "id=/docker/"+hexA+" container=web"), scaled(cgroupSeries(30, "id=/docker/"+hexB+" container=web"), 7),
		scaled(beginning(cgroupSeries(30, "id=/docker/"+hexOf(3)+" container=web"), 30), 9))}
	wantAll(t, fetch(t, s, over(60)), "/docker/"+hexA+": "+strings.TrimSpace(strings.Repeat("100 ", 60)),
		"/docker/"+hexOf(3)+": "+strings.TrimSpace(strings.Repeat("700 ", 30)+strings.Repeat("900 ", 30)))
}

// No rule goes by labels that two share: what is not sure is not counted.
func TestATwinsTargetIsAmbiguous(t *testing.T) {
	s := &server{series: slices.Concat(cgroupSeries(4, "id=/docker/"+hexA+" container=web"), cgroupSeries(4, "id=/docker/"+hexB+" container=web"), goSeries(4, "job=j instance=web:6060"))}
	r := fetch(t, s, over(4))
	if len(r.Unpaired) != 1 || r.Unpaired[0].Kind != FailAmbiguous || len(r.Unpaired[0].Candidates) != 2 || r.Unpaired[0].Suggestion != nil {
		t.Fatalf("unpaired %+v, want one with two candidates that no binding tells apart", r.Unpaired)
	}
	if want := "web /docker/" + hexA; !strings.Contains(r.Unpaired[0].Problem, want) {
		t.Errorf("problem %q, want the ids in it", r.Unpaired[0].Problem)
	}
	for _, c := range r.Containers {
		if _, ok := c.Points[0].Snapshot.Get(memory.GoSys); ok || c.Points[0].Snapshot.GoTargets != 0 {
			t.Errorf("%s has a Go side", c.CgroupID)
		}
	}
	// With the id of the runtime it is sure.
	s.series = slices.Concat(s.series[:6], goSeries(4, "job=j instance=web:6060 container_id="+hexB))
	if r := fetch(t, s, over(4)); len(r.Unpaired) > 0 || len(r.Containers[0].Targets) != 0 || len(r.Containers[1].Targets) != 1 {
		t.Errorf("%+v, want it with the second", r.Unpaired)
	}
}

// One cgroup that two exporters know by two paths is one.
func TestTwoPathsOfOneCgroupAreOne(t *testing.T) {
	s := &server{series: slices.Concat(cgroupSeries(4, "id=/system.slice/api.service container=api node=n1"), cadvisorSeries(4, "id=/host/api.service name=api node=n1"))}
	r := fetch(t, s, over(4))
	wantNames(t, r, "n1/api")
	wantProblem(t, r.Containers[0].Problems, "and the newest is shown")
}

func TestALookBackIsNotAskedOfALongRange(t *testing.T) {
	s := &server{series: slices.Concat(cgroupSeries(30, "id=/x/a container=web"), cgroupSeries(30, "id=/x/b container=web"))}
	if r := fetch(t, s, over(30)); len(r.Queries) != 2 || len(r.Containers) != 2 || lingers > 29*every+time.Second {
		t.Errorf("%d queries, %d containers; want 2 and 2", len(r.Queries), len(r.Containers))
	}
}

// A whole fleet that was just restarted: VictoriaMetrics refuses a question that names all its cgroups.
func TestALookBackIsNoLongerThanAServerReads(t *testing.T) {
	const containers, minutes = 120, 10 * 4
	s := &server{}
	for n := range containers {
		web := fmt.Sprintf(" namespace=shop pod=web-%d container=web", n)
		path := "id=/kubepods.slice/kubepods-burstable.slice/cri-containerd-"
		s.series = append(s.series, cgroupSeries(minutes, path+hexOf(n)+".scope"+web)...)
		s.series = append(s.series, scaled(beginning(cgroupSeries(minutes, path+hexOf(1000+n)+".scope"+web), minutes-2), 7)...)
	}
	r := fetch(t, s, Request{To: noon.Add((minutes - 1) * every), ScrapeInterval: every})
	if len(r.Queries) != 3 || len(r.Queries[2]) > longestQuery {
		t.Errorf("%d queries, want a third of at most %d bytes", len(r.Queries), longestQuery)
	}
	if len(r.Containers) != containers || values(r.Containers[0], memory.Usage) != "700" {
		t.Errorf("%d containers, want %d, and of each the newest cgroup", len(r.Containers), containers)
	}
}

func TestTwinsAgainstEngines(t *testing.T) { engine.Each(t, tellsTwins) }

// tellsTwins lets a real server scrape two cgroups of one name, of which a short range asks back.
func tellsTwins(t *testing.T, e engine.Engine) {
	page := ""
	for id, usage := range map[string]string{"/x/a": "100", "/x/b": "700"} {
		page += `cgroup_memory_usage_bytes{id="` + id + `",container="web"} ` + usage + "\n"
	}
	p := &pages{byPath: map[string]string{"/memledger": page}}
	c := p.scrapedBy(t, e, map[string]string{"/memledger": "host1:9100"})
	start := time.Now()
	eventually(t, "both are shown", func() error {
		r, err := Fetch(t.Context(), c, Request{From: start, To: time.Now(), Step: time.Second, ScrapeInterval: time.Second})
		if err != nil {
			return err
		}
		if len(r.Containers) != 2 || len(r.Queries) != 3 || r.Containers[0].CgroupID != "/x/a" || r.Containers[1].CgroupID != "/x/b" {
			return fmt.Errorf("%q by %q", idsOfAll(r), r.Queries)
		}
		return nil
	})
}
