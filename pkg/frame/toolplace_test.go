package frame

import (
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/memledger/memledger/pkg/join"
	"github.com/memledger/memledger/pkg/memory"
)

// incident is the page-cache incident as podman on cgroup v1 and Docker on v2 have it, and a pod whose
// kubelet tells the working set alone.
func incident(t *testing.T) *join.Result {
	scope := strings.Repeat("0123456789abcdef", 4) + ".scope"
	one := func(s memory.Snapshot) []join.Point { return points(15*time.Second, s) }
	return &join.Result{Containers: []join.Container{
		{Labels: join.Labels{memory.Container: "api"}, CgroupID: "/machine.slice/libpod-" + scope, Exporter: memory.DialectMemledger,
			Targets: []join.Target{goTarget("10.0.0.1:6060")}, Points: one(snapshot(t, "cgroup-v1-podman-4.3.1/01-page-cache"))},
		{Labels: join.Labels{memory.Container: "backup"}, CgroupID: "/system.slice/docker-" + scope, Exporter: memory.DialectMemledger,
			Targets: []join.Target{goTarget("10.0.0.2:6060")}, Points: one(snapshot(t, "cgroup-v2-linux-6.1/01-page-cache"))},
		{Labels: join.Labels{memory.Namespace: "shop", memory.Pod: "web-0", memory.Container: "web"}, Exporter: memory.DialectKubeletResource,
			Points: one(memory.Snapshot{Values: map[memory.CounterID]float64{memory.WorkingSet: 42 << 20}})},
	}}
}

func incidentTools(t *testing.T) *data.Frame { return Tools(asked(t, "tools"), incident(t)) }

func TestGoldenToolsOfTheIncident(t *testing.T) {
	checkGolden(t, "tools-incident", incidentTools(t))
}

// table reads a frame's rows by column name; what is null is absent.
type table []map[string]any

func tableOf(f *data.Frame) table {
	rows := make(table, f.Rows())
	for i := range rows {
		rows[i] = map[string]any{}
		for _, field := range f.Fields {
			if v, ok := field.ConcreteAt(i); ok {
				rows[i][field.Name] = v
			}
		}
	}
	return rows
}

// where keeps the rows that have all of the pairs.
func (rows table) where(pairs ...string) table {
	var found table
	for _, r := range rows {
		ok := true
		for i := 0; i+1 < len(pairs); i += 2 {
			ok = ok && r[pairs[i]] == pairs[i+1]
		}
		if ok {
			found = append(found, r)
		}
	}
	return found
}

func TestToolBarsEndAtWhatIsPrintedAndAtUsage(t *testing.T) {
	rows := tableOf(incidentTools(t))
	for _, container := range []string{"api", "backup"} {
		usage := rows.where("container", container, "formula", "usage")
		for _, f := range memory.Formulas {
			bar := rows.where("container", container, "formula", string(f.ID))
			if len(bar) < 2 { // not on this cgroup version, or not known
				continue
			}
			level, left := 0.0, bar[0]["value"]
			for _, r := range bar {
				if r["from"] != level || r["left_from"] != left {
					t.Fatalf("%s %s %s: parts begin at %v and %v, want %v and %v", container, f.ID, r["class"], r["from"], r["left_from"], level, left)
				}
				if r["to"].(float64)-level != r["counted"] || r["left_to"].(float64)-left.(float64) != r["left_out"] {
					t.Errorf("%s %s %s: parts are not as long as counted and left_out", container, f.ID, r["class"])
				}
				level, left = r["to"].(float64), r["left_to"]
			}
			if level != bar[0]["value"] || left != usage[0]["value"] {
				t.Errorf("%s %s: ends at %.0f and %v, want the printed %v and usage %v", container, f.ID, level, left, bar[0]["value"], usage[0]["value"])
			}
		}
	}
}

func TestANumberWithoutClassesHasOneBar(t *testing.T) {
	rows := tableOf(incidentTools(t)).where("container", "web", "formula", "kubectl_top")
	if len(rows) != 1 || rows[0]["from"] != 0.0 || rows[0]["to"] != 42.0*(1<<20) || rows[0]["class"] != nil {
		t.Errorf("kubectl top of web: %v, want one row without class from 0 to 42 MiB", rows)
	}
}

func TestToolsOfTheRuntimeAreMarked(t *testing.T) {
	rows := tableOf(incidentTools(t))
	for container, want := range map[string]map[string]string{
		"api":    {"podman_4_0": "yes", "docker_20_10": "no", "usage": "any"},
		"backup": {"podman_4_0": "no", "docker_20_10": "yes", "usage": "any"},
		"web":    {"kubectl_top": "yes", "docker_20_10": "no", "ps_rss": "any"},
	} {
		for formula, match := range want {
			found := rows.where("container", container, "formula", formula)
			if len(found) == 0 || found[0]["runtime_match"] != match {
				t.Errorf("%s %s: runtime_match of %v, want %s", container, formula, found, match)
			}
		}
	}
	if got := rows.where("container", "api")[0]["runtime"]; got != "Podman" {
		t.Errorf("api runs on %v, want Podman", got)
	}
}
