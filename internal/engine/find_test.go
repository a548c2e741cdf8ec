package engine

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMajorOfModule(t *testing.T) {
	for version, want := range map[string]int{"v0.42.0": 2, "v0.55.1": 2, "v0.300.1": 3, "v0.316.0": 3, "(devel)": 0, "": 0} {
		if got := majorOfModule(version); got != want {
			t.Errorf("%q: %d, want %d", version, got, want)
		}
	}
}

// TestFindByVersion has both majors on the PATH: each engine passes over the other's.
func TestFindByVersion(t *testing.T) {
	env := map[string]string{}
	for _, version := range []string{"2.42.0+ds", "3.8.0"} {
		dir := t.TempDir()
		script := "#!/bin/sh\necho 'prometheus, version " + version + " (branch: x)'\n"
		if err := os.WriteFile(filepath.Join(dir, "prometheus"), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
		env["PATH"] += string(filepath.ListSeparator) + dir
		env[version] = filepath.Join(dir, "prometheus")
	}
	getenv := func(k string) string { return env[k] }
	for _, e := range Engines[:2] {
		want := env[map[int]string{2: "2.42.0+ds", 3: "3.8.0"}[e.major]]
		if got, err := e.find(getenv); err != nil || got != want {
			t.Errorf("%s: %s, %v, want %s", e.Name, got, err, want)
		}
	}
	none := Engine{Name: "Prometheus 1", program: "prometheus", env: "NONE", major: 1}
	if _, err := none.find(getenv); err == nil || !strings.Contains(err.Error(), "is of version 3") {
		t.Errorf("%v, want what was found instead", err)
	}
}
