package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
)

// watchedReport is what of report --json a watch is about.
type watchedReport struct {
	Usage   float64
	Notices []string
	Verdict struct {
		Level, Trend     struct{ Cause string }
		ToolDisagreement []string `json:"tool_disagreement"`
	}
	Watched struct {
		Seconds float64
		Samples int
		Moved   []struct {
			Counter  string
			From, To float64
		}
	}
}

func watchJSON(ctx context.Context, t *testing.T, args ...string) (r watchedReport) {
	t.Helper()
	var out, errOut bytes.Buffer
	if err := execute(ctx, append([]string{"report", "--json"}, args...), &out, &errOut); err != nil {
		t.Fatal(err, errOut.String())
	}
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

func current(t *testing.T, root string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, "sys/fs/cgroup/docker/*/memory.current"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v, want one container", files, err)
	}
	return files[0]
}

func TestWatchSaysWhatMoved(t *testing.T) {
	root := machine(t)
	file := current(t, root)
	was, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const later = "123456789\n"
	go func() {
		time.Sleep(200 * time.Millisecond)
		_ = os.WriteFile(file+".new", []byte(later), 0o600)
		_ = os.Rename(file+".new", file)
	}()
	r := watchJSON(t.Context(), t, "--path.rootfs="+root, "--container=web", "--watch=1s")
	if r.Usage != 123456789 || r.Watched.Samples != 3 || r.Watched.Seconds < 0.9 {
		t.Errorf("usage %.0f, %d samples in %.1f s, want what it is at the end, and 3 samples in 1 s", r.Usage, r.Watched.Samples, r.Watched.Seconds)
	}
	if m := r.Watched.Moved; len(m) == 0 || m[0].Counter != "usage" || m[0].To != 123456789 || strings.TrimSpace(string(was)) == "123456789" || m[0].From == m[0].To {
		t.Errorf("moved %+v, want usage from %s to %s", m, was, later)
	}
	if trend := r.Verdict.Trend.Cause; r.Verdict.Level.Cause == "" || (trend != "inconclusive" && trend != "none") {
		t.Errorf("verdict %+v, want what is large, and no growth of a second", r.Verdict)
	}
}

// Usage 100 MiB, of which 50 inactive page cache and 30 anonymous: docker stats prints 50, podman stats 4.0 would print 30.
func TestWatchComparesToolsOfTheContainersRuntime(t *testing.T) {
	root := machine(t)
	dir := filepath.Dir(current(t, root))
	stat := strings.NewReplacer("\nfile 2048\n", "\nfile 62914560\n", "\ninactive_file 1024\n", "\ninactive_file 52428800\n").
		Replace("anon 31457280" + strings.TrimPrefix(cgrouptest.V2["memory.stat"], "anon 4096"))
	cgrouptest.Write(t, dir, cgrouptest.Files{"memory.current": "104857600\n", "memory.stat": stat})
	r := watchJSON(t.Context(), t, "--path.rootfs="+root, "--container=web", "--watch=1s")
	said := strings.Join(r.Verdict.ToolDisagreement, "\n")
	if !strings.Contains(said, "docker stats ≥20.10 prints 50.0 MiB") || strings.Contains(said, "podman") {
		t.Errorf("tools disagree: %q, want docker's of docker's container, and not podman's", said)
	}
}

func TestAnInterruptEndsAWatchWithItsVerdict(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(300*time.Millisecond, cancel)
	r := watchJSON(ctx, t, "--path.rootfs="+machine(t), "--container=web", "--watch=72h")
	if r.Watched.Samples != 2 || r.Verdict.Level.Cause == "" || !strings.Contains(strings.Join(r.Notices, "\n"), "interrupted: --watch asked for 72h") {
		t.Errorf("%+v, want a sample at each end, the verdict, and that it was interrupted", r)
	}
}

func TestSamplesThatFailAreCounted(t *testing.T) {
	asked := 0
	target := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if asked++; asked == 2 {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		_, _ = w.Write([]byte("go_memstats_sys_bytes 4096\ngo_memstats_heap_alloc_bytes 1\n"))
	}))
	defer target.Close()
	r := watchJSON(t.Context(), t, "--path.rootfs="+machine(t), "--container=web", "--target="+target.URL, "--watch=1s")
	if text := strings.Join(r.Notices, "\n"); r.Watched.Samples != 2 || !strings.Contains(text, "1 of 3 samples failed") || !strings.Contains(text, "503") {
		t.Errorf("%d samples, notices %q, want 2, and that one failed with 503", r.Watched.Samples, r.Notices)
	}
}

func TestReportSaysWhichFlagsGoTogether(t *testing.T) {
	root := "--path.rootfs=" + machine(t)
	for args, want := range map[string]string{
		"--watch=5m --from=x":                               "want --watch without --from",
		"--watch=1ms --container=web":                       "--watch 1ms: want 1s or more",
		"--watch=5m":                                        "want one of --container",
		"--watch=5m --container=none":                       `no container "none": want one of web`,
		"--watch=5m --container=web --tool=x":               `tool "x": want one of`,
		"--from-prometheus=http://127.0.0.1:1 --watch=5m":   "want --from-prometheus without",
		"--from-prometheus=http://127.0.0.1:1 --at=noon":    `--at "noon": want a moment`,
		"--from-prometheus=http://127.0.0.1:1 --window=1m":  `--window "1m": want a time from 1h to 30d`,
		"--from-prometheus=http://127.0.0.1:1 --label=x=y":  `--label "x=y": want KEY=VALUE`,
		"--from-prometheus=ftp://x --container=web":         "--from-prometheus: want the URL",
		"--from-prometheus=http://127.0.0.1:1 --pid=1":      "want --from-prometheus without",
		"--from-prometheus=http://u:secret@127.0.0.1:1/sub": "--from-prometheus http://127.0.0.1:1/sub: ",
	} {
		var out, errOut bytes.Buffer
		err := execute(t.Context(), append([]string{"report", root}, strings.Fields(args)...), &out, &errOut)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v, want %q", args, err, want)
		}
	}
}
