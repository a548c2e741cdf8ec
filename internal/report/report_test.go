package report

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/memledger/memledger/internal/capture"
	"github.com/memledger/memledger/internal/target"
	"github.com/memledger/memledger/pkg/memory"
)

// reports reads every capture as `memledger report --from` does.
func reports(t *testing.T) map[string]*Report {
	t.Helper()
	stats, _ := filepath.Glob("../../../shared/captures/*/*/memory.stat")
	if len(stats) == 0 {
		t.Skip("../shared/captures: no captures there")
	}
	all := map[string]*Report{}
	for _, stat := range stats {
		dir := filepath.Dir(stat)
		c, err := capture.Read(dir)
		if err != nil {
			t.Fatal(err)
		}
		s := c.Snapshot()
		if err := target.Read(c.Metrics, &s); err != nil {
			t.Fatalf("%s: %v", dir, err)
		}
		r, err := New(Subject{Cgroup: dir, Tool: "podman_4_0", Heap: "alloc"}, s)
		if err != nil {
			t.Fatalf("%s: %v", dir, err)
		}
		all[filepath.Base(filepath.Dir(dir))+"/"+filepath.Base(dir)] = r
	}
	return all
}

func TestTextFits100Columns(t *testing.T) {
	for name, r := range reports(t) {
		r.Container = strings.Repeat("long-name ", 30) + strings.Repeat("x", 250)
		var b bytes.Buffer
		if err := r.Text(&b, Plain); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 100 {
				t.Errorf("%s: %d columns: %s", name, n, line)
			}
		}
	}
}

func TestJSONBooksBalance(t *testing.T) {
	for name, r := range reports(t) {
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Usage        float64            `json:"usage"`
			Unattributed float64            `json:"unattributed"`
			Classes      map[string]float64 `json:"classes"`
			Tools        map[string]float64 `json:"tools"`
			Missing      []struct{ Counter, Splits string }
		}
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatal(err)
		}
		sum := got.Unattributed
		for _, v := range got.Classes {
			sum += v
		}
		if sum != got.Usage || got.Usage == 0 {
			t.Errorf("%s: Σ classes + unattributed = %.0f, want usage %.0f", name, sum, got.Usage)
		}
		if got.Tools["usage"] != got.Usage {
			t.Errorf("%s: tools.usage = %.0f, want %.0f", name, got.Tools["usage"], got.Usage)
		}
		if got.Missing == nil {
			t.Errorf("%s: missing is null, want a list", name)
		}
	}
}

func TestTheIncidentIsSaidInOneSentence(t *testing.T) {
	r, ok := reports(t)["cgroup-v1-podman-4.3.1/01-page-cache"]
	if !ok {
		t.Skip("capture 01-page-cache is not there")
	}
	for _, want := range []string{"podman stats 4.0–4.6 prints 331 MB", "page cache, reclaimable"} {
		if !strings.Contains(r.Divergence.Summary, want) {
			t.Errorf("summary %q, want it to hold %q", r.Divergence.Summary, want)
		}
	}
}

func TestHostileNameWritesNothingToTheTerminal(t *testing.T) {
	s := memory.Snapshot{CgroupVersion: 2, Values: map[memory.CounterID]float64{memory.Usage: 1}}
	r, err := New(Subject{Container: "a\x1b[2Jb\nc\xff", Cgroup: "/x\r", Tool: "usage", Heap: "alloc"}, s)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	_ = r.Text(&b, Plain)
	if strings.ContainsAny(b.String(), "\x1b\r") || !utf8.Valid(b.Bytes()) {
		t.Errorf("control characters in %q", b.String())
	}
}

func TestUnknownToolAndHeapNameWhatIsThere(t *testing.T) {
	s := memory.Snapshot{Values: map[memory.CounterID]float64{memory.Usage: 1}}
	if _, err := New(Subject{Tool: "dokcer", Heap: "alloc"}, s); err == nil || !strings.Contains(err.Error(), "dokcer") || !strings.Contains(err.Error(), "docker_20_10") {
		t.Errorf("error %v, want it to name the tool given and those there are", err)
	}
	if _, err := New(Subject{Tool: "usage", Heap: "x"}, s); err == nil || !strings.Contains(err.Error(), "go_total") {
		t.Errorf("error %v, want it to name the heaps there are", err)
	}
}
