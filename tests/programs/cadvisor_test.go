package programs

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/engine"
	"github.com/memledger/memledger/internal/podmantest"
	"github.com/memledger/memledger/pkg/memory"
)

var record = flag.Bool("record", false, "keep what the programs showed in testdata")

// The recording: what cAdvisor and the program beside it showed at one moment, and what the kernel said.
const (
	recording      = "testdata/cadvisor_0_60_v1_podman"
	recordedName   = "memledger-shop"
	cadvisorPage   = "cadvisor.prom"
	programPage    = "clientgolang.prom"
	kernelUsage    = "memory.usage_in_bytes"
	kernelStat     = "memory.stat"
	cadvisorEvery  = time.Second
	pageTimeout    = 5 * time.Second
	chargedAtOnce  = 1 << 20 // what usage may be off while it is looked at
	metricsOfStats = "memory,oom_event,process"
)

// TestPlainCadvisorRecorded joins what a real cAdvisor showed of a real container with what the real
// program in it showed; testdata says what made them.
func TestPlainCadvisorRecorded(t *testing.T) {
	targets := []target{
		{job: "cadvisor", address: page(t, filepath.Join(recording, cadvisorPage))},
		{job: recordedName, address: page(t, filepath.Join(recording, programPage))},
	}
	kernel := func() float64 { return number(t, filepath.Join(recording, kernelUsage)) }
	engine.Each(t, func(t *testing.T, e engine.Engine) {
		checkPlainCadvisor(t, newSource(t, e.Start(t, scrapeConfig(targets))), recordedName, kernel)
	})
}

// TestPlainCadvisor does the same with the cAdvisor that $MEMLEDGER_CADVISOR or the PATH has.
func TestPlainCadvisor(t *testing.T) {
	program := os.Getenv("MEMLEDGER_CADVISOR")
	if program == "" {
		program = "cadvisor"
	}
	program, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("%s: no cadvisor in $MEMLEDGER_CADVISOR or on the PATH: %v", t.Name(), err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	t.Cleanup(cancel) // the engines run after this function
	address, name := engine.FreeAddress(t), recordedName
	c := podmantest.Start(ctx, t, name, "./clientgolang", "-listen", address)
	targets := []target{{job: "cadvisor", address: cadvisor(ctx, t, program)}, {job: name, address: address}}
	waitFor(ctx, t, targets[0].address, fmt.Sprintf("name=%q", name))
	dir := dirOf(t, c)
	kernel := func() float64 { return number(t, filepath.Join(dir, kernelUsage)) }
	if *record {
		keep(t, targets, dir)
	}
	engine.Each(t, func(t *testing.T, e engine.Engine) {
		checkPlainCadvisor(t, newSource(t, e.Start(t, scrapeConfig(targets))), name, kernel)
	})
}

func checkPlainCadvisor(t *testing.T, d source, name string, kernel func() float64) {
	t.Helper()
	least := kernel()
	row := d.joined(t, name)
	most := kernel()
	row.want(t, "exporter", "cadvisor_0_60")
	row.want(t, "go_exporter", memory.DialectGo120)
	row.want(t, "joined_by", "job_host")
	if got, _ := row["usage"].(float64); got < least-chargedAtOnce || got > most+chargedAtOnce {
		t.Errorf("usage %.0f, the kernel said %.0f to %.0f", got, least, most)
	}
	d.checkLedger(t, name, memory.HeapObjects)
}

// cadvisor runs over podman's own API until the test ends.
func cadvisor(ctx context.Context, t *testing.T, program string) string {
	t.Helper()
	socket := "unix://" + filepath.Join(t.TempDir(), "podman.sock")
	podmantest.Serve(ctx, t, socket)
	address := engine.FreeAddress(t)
	_, port, _ := strings.Cut(address, ":")
	cmd := exec.CommandContext(ctx, program, "-listen_ip=127.0.0.1", "-port="+port, "-podman="+socket,
		"-housekeeping_interval="+cadvisorEvery.String(), "-enable_metrics="+metricsOfStats)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	return address
}

// page serves a recorded exposition.
func page(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4")
		_, _ = w.Write(text)
	}))
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://")
}

func waitFor(ctx context.Context, t *testing.T, address, text string) {
	t.Helper()
	for !bytes.Contains(get(t, address), []byte(text)) {
		select {
		case <-ctx.Done():
			t.Fatalf("http://%s/metrics never says %s", address, text)
		case <-time.After(time.Second):
		}
	}
}

// get is a page of metrics; empty while nobody listens.
func get(t *testing.T, address string) []byte {
	t.Helper()
	client := http.Client{Timeout: pageTimeout}
	r, err := client.Get("http://" + address + "/metrics")
	if err != nil {
		return nil
	}
	defer func() { _ = r.Body.Close() }()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// dirOf is the folder of a container's memory cgroup.
func dirOf(t *testing.T, c podmantest.Container) string {
	t.Helper()
	fs, err := cgroup.New(cgroup.DefaultRoot, cgroup.DefaultProc)
	if err != nil {
		t.Skipf("%s: %v", t.Name(), err)
	}
	if fs.Version != 1 {
		t.Skipf("%s: cgroup v%d here, the test reads v1's files", t.Name(), fs.Version)
	}
	g, _, err := fs.Find(t.Context(), cgroup.NewIdentities(cgroup.DefaultState("/")), cgroup.Query{PID: c.PID})
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(fs.Root, g.Path)
}

func number(t *testing.T, file string) float64 {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(string(text)), 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// keep writes the recording: of cAdvisor's page the container and the cgroup above it, for the rest is
// about the machine; the program's page; and the kernel's files.
func keep(t *testing.T, targets []target, dir string) {
	t.Helper()
	files := map[string][]byte{cadvisorPage: aboutContainer(get(t, targets[0].address)), programPage: get(t, targets[1].address)}
	for _, name := range []string{kernelUsage, kernelStat} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = text
	}
	if err := os.MkdirAll(recording, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(recording, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func aboutContainer(text []byte) []byte {
	var kept []byte
	for line := range bytes.Lines(text) {
		about := bytes.Contains(line, []byte(recordedName)) || bytes.Contains(line, []byte(`id="/libpod_parent",`))
		if about && bytes.HasPrefix(line, []byte("container_")) {
			kept = append(kept, line...)
		}
	}
	return kept
}
