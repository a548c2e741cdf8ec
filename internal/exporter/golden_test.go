package exporter

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
)

var update = flag.Bool("update", false, "write the goldens anew")

// capturedTrees puts captures into trees as container runtimes would: with docker on v2, podman on v1.
func capturedTrees(t *testing.T) map[string]Config {
	t.Helper()
	captures := cgrouptest.Captures(t)
	id := strings.Repeat("0123456789abcdef", 4)
	trees := map[string]Config{}
	for name, c := range map[string]struct {
		capture, path string
		open          func(testing.TB, string, map[string]cgrouptest.Files) *cgroup.FS
		state         cgrouptest.Files
	}{
		"v1": {"cgroup-v1-podman-4.3.1/09-sockets", "/libpod_parent/libpod-" + id, cgrouptest.NewV1,
			cgrouptest.Files{"var/lib/containers/storage/overlay-containers/containers.json": `[{"id":"` + id + `","names":["web"],"metadata":"{\"image-name\":\"localhost/web:latest\"}"}]`}},
		"v2": {"cgroup-v2-linux-6.1/11-dentries", "/system.slice/docker-" + id + ".scope", cgrouptest.NewV2,
			cgrouptest.Files{"var/lib/docker/containers/" + id + "/config.v2.json": `{"Name":"/shop-web-1","Config":{"Image":"web:1","Labels":{"com.docker.compose.project":"shop","com.docker.compose.service":"web"}}}`}},
	} {
		root := t.TempDir()
		cgrouptest.Write(t, root, c.state)
		fs := c.open(t, filepath.Join(root, "sys/fs/cgroup"), map[string]cgrouptest.Files{c.path: copied(t, captures[c.capture])})
		trees[name] = config(fs)
		with := trees[name]
		with.Identities = cgroup.NewIdentities(cgroup.DefaultState(root))
		with.Options.Keep = func(path string) bool { return path != "/" } // which is made up here
		trees[name] = with
	}
	return trees
}

func copied(t *testing.T, dir string) cgrouptest.Files {
	t.Helper()
	if dir == "" {
		t.Skipf("%s: the capture is not there", t.Name())
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := cgrouptest.Files{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(data)
	}
	return files
}

// The whole of what is exposed of one container, as the captures have it: the list of our metrics that
// other parts are tested against. go test ./internal/exporter -update writes it anew.
func TestGolden(t *testing.T) {
	for name, c := range capturedTrees(t) {
		t.Run(name, func(t *testing.T) {
			compareGolden(t, name, cgroupsOnly(scraped(t, handler(t, c))))
		})
	}
}

// compareGolden compares an exposition with testdata/<name>.prom, or writes that anew.
func compareGolden(t *testing.T, name, text string) {
	t.Helper()
	golden := filepath.Join("testdata", name+".prom")
	if *update {
		if err := os.WriteFile(golden, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if text != string(want) {
		t.Errorf("the exposition differs from %s; if it should, run go test ./internal/exporter -update", golden)
	}
}

// cgroupsOnly leaves out what the exporter says of itself.
func cgroupsOnly(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		name := strings.TrimPrefix(strings.TrimPrefix(line, "# HELP "), "# TYPE ")
		if strings.HasPrefix(name, "cgroup_") && !strings.HasPrefix(name, "cgroup_exporter_") {
			b.WriteString(line)
		}
	}
	return b.String()
}
