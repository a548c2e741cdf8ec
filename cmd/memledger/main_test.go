package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
)

func TestExecute(t *testing.T) {
	for _, c := range []struct{ args, out, err string }{
		{"--help", "exporter", ""},
		{"--version", "memledger, version", ""},
		{"exporter --help", "--web.config.file", ""},
		{"capture --help", "--container", ""},
		{"nothing", "", `expected command but got "nothing", try --help`},
		{"", "exporter", ""},
		{"exporter --no-such", "", "unknown long flag '--no-such'"},
		{"exporter --cgroup.include=(", "", "missing closing )"},
		{"exporter --path.rootfs=/none", "", "exporter: no memory controller under /none/sys/fs/cgroup"},
		{"workbench --help", "", "want it beside"},
		{"files --help", "--max-files", ""},
		{"files", "", "files: want one of --container, --cgroup and --pid"},
		{"files --pid=1 --top=0", "", "files: --top 0: want 1 or more"},
		{"files --pid=1 --max-files=-1", "", "files: --max-files -1: want 0 or more"},
		{"report --pid=1 --at=2020-01-01T00:00:00Z", "", "report: want --at with --from-prometheus only"},
		{"report --pid=1 --label=namespace=x", "", "report: want --label with --from-prometheus only"},
		{"report --pid=1 --watch=1s --window=3d", "", "report: want --window with --from-prometheus only"},
		{"report --from-prometheus=127.0.0.1:99999", "", "--from-prometheus: port 99999: want one from 1 to 65535"},
		{"report --from-prometheus=127.0.0.1:9 --bearer-token-file=/none", "", "--from-prometheus: open /none: no such file"},
		{"capture", "", "required flag(s) '--out' not provided"},
		{"capture --out=x", "", "want one of --container, --cgroup and --pid"},
		{"capture --out=x --pid=1 --container=a", "", "want one of --container, --cgroup and --pid"},
	} {
		var out, errOut bytes.Buffer
		err := execute(context.Background(), strings.Fields(c.args), &out, &errOut)
		if (err == nil) != (c.err == "") || (err != nil && !strings.Contains(err.Error(), c.err)) {
			t.Errorf("%s: error %v, want %q", c.args, err, c.err)
		}
		if !strings.Contains(out.String(), c.out) {
			t.Errorf("%s: printed %q, want %q", c.args, out.String(), c.out)
		}
	}
}

func TestVersionPrintsNoMore(t *testing.T) {
	var out bytes.Buffer
	if err := execute(context.Background(), []string{"--version"}, &out, &out); err != nil || strings.Contains(out.String(), "usage:") {
		t.Errorf("%v: %s", err, out.String())
	}
}

// A buffer is no terminal.
func TestReportIsColouredWhereThatIsWanted(t *testing.T) {
	dir := t.TempDir()
	capture := []string{"capture", "--path.rootfs=" + machine(t), "--container=web", "--out=" + dir}
	var out, errOut bytes.Buffer
	if err := execute(context.Background(), capture, &out, &errOut); err != nil {
		t.Fatal(err, errOut.String())
	}
	for args, want := range map[string]bool{"": false, "--color=auto": false, "--color=never": false, "--color=always": true} {
		for _, noColor := range []string{"", "1"} {
			t.Setenv("NO_COLOR", noColor)
			var text bytes.Buffer
			if err := execute(context.Background(), append([]string{"report", "--from=" + dir}, strings.Fields(args)...), &text, &errOut); err != nil {
				t.Fatal(err)
			}
			if got := strings.Contains(text.String(), "\x1b["); got != want {
				t.Errorf("report %s with NO_COLOR=%q: coloured %v, want %v", args, noColor, got, want)
			}
		}
	}
}

func TestKeep(t *testing.T) {
	if keep(nil, nil) != nil {
		t.Error("want nil where all are kept")
	}
}

// machine is the root of a made-up machine with one docker container, web.
func machine(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	id := strings.Repeat("0123456789abcdef", 4)
	cgrouptest.NewV2(t, filepath.Join(root, "sys/fs/cgroup"), map[string]cgrouptest.Files{"/docker/" + id: cgrouptest.V2})
	cgrouptest.Write(t, root, cgrouptest.Files{"var/lib/docker/containers/" + id + "/config.v2.json": `{"Name":"/web"}`})
	return root
}

func TestFilesWantAProcess(t *testing.T) {
	var out, errOut bytes.Buffer
	err := execute(context.Background(), []string{"files", "--path.rootfs=" + machine(t), "--container=web"}, &out, &errOut)
	if err == nil || !strings.Contains(err.Error(), `container "web": its processes have ended`) {
		t.Errorf("error %v, want that there is none any more", err)
	}
}

func TestCapture(t *testing.T) {
	root, dir := machine(t), filepath.Join(t.TempDir(), "capture")
	target := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("go_goroutines 8\n")) }))
	defer target.Close()
	args := []string{"capture", "--path.rootfs=" + root, "--container=web", "--target=" + target.URL, "--out=" + dir}
	var out, errOut bytes.Buffer
	if err := execute(context.Background(), args, &out, &errOut); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(out.String(), dir+": ") {
		t.Errorf("printed %q", out.String())
	}
	for _, name := range []string{"memory.current", "memory.stat", "cgroup.procs", "metrics.prom", "capture.json"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
	if err := execute(context.Background(), args, &out, &errOut); err == nil || !strings.Contains(err.Error(), "has files already") {
		t.Errorf("a second time: error %v", err)
	}
}

func TestFilesSayThatTheTimeWasUp(t *testing.T) {
	var out bytes.Buffer
	err := execute(context.Background(), []string{"files", "--path.rootfs=" + machine(t), "--container=web", "--timeout=1ns"}, &out, &out)
	if err == nil || !strings.Contains(err.Error(), `--timeout 1ns: time was up before container "web" was found: want a longer one`) {
		t.Errorf("%v, want what to give it", err)
	}
}
