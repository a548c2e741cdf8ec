package deploy

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/coreos/go-systemd/v22/unit"
)

const (
	service = "memledger-exporter.service"
	dropIn  = service + ".d/listening-ports.conf"
)

// installed copies the unit, with or without the drop-in, to a folder, with a program that is there.
func installed(t *testing.T, withPorts bool) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	copies := map[string]string{service: "systemd/memledger-exporter.service"}
	if withPorts {
		copies[dropIn] = "systemd/listening-ports.conf"
	}
	for to, from := range copies {
		file := filepath.Join(dir, to)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(read(t, from), "ExecStart=/usr/local/bin/memledger", "ExecStart="+self)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, service)
}

func TestSystemdVerify(t *testing.T) {
	analyze := program(t, "systemd-analyze")
	for _, withPorts := range []bool{false, true} {
		file := installed(t, withPorts)
		out, err := exec.Command(analyze, "verify", "--man=no", file).CombinedOutput()
		if err != nil || strings.Contains(string(out), service) {
			t.Errorf("systemd-analyze verify, ports %v: %v\n%s", withPorts, err, out)
		}
	}
}

// maxExposure is on systemd's scale of 0 to 100; a service that says nothing has 96.
const maxExposure = "25"

func TestSystemdSecurity(t *testing.T) {
	analyze := program(t, "systemd-analyze")
	if out, err := exec.Command(analyze, "security", "--help").CombinedOutput(); err != nil || !strings.Contains(string(out), "--offline") {
		t.Skipf("%s: this systemd-analyze has no --offline", t.Name())
	}
	out, err := exec.Command(analyze, "security", "--no-pager", "--offline=yes", "--threshold="+maxExposure, installed(t, false)).CombinedOutput()
	if err != nil {
		t.Errorf("systemd-analyze security: %v\n%s", err, out)
	}
}

// Every line parses, and what is started takes its arguments.
func TestSystemdUnit(t *testing.T) {
	started := 0
	for _, name := range []string{"systemd/memledger-exporter.service", "systemd/listening-ports.conf"} {
		options, err := unit.DeserializeOptions(io.Reader(strings.NewReader(read(t, name))))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, o := range options {
			if o.Name != "ExecStart" || o.Value == "" {
				continue
			}
			started++
			words := strings.Fields(o.Value)
			if words[0] != "/usr/local/bin/memledger" {
				t.Errorf("%s starts %s", name, words[0])
			}
			starts(t, words[1:])
		}
	}
	if started != 2 {
		t.Errorf("%d commands, want 2", started)
	}
}
