package cgroup_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
)

// TCP tables as a little-endian machine prints them, inodes 100 and up; the last line is a connection.
const (
	heading = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
	tcp4    = heading +
		"   0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 100 1 0 100 0 0 10 0\n" +
		"   1: 0100007F:17AC 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 101 1 0 100 0 0 10 0\n" +
		"   2: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 102 1 0 100 0 0 10 0\n" +
		"   3: 0100007F:17AC 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 103 1 0 20 0 0 10 0\n"
	tcp6 = heading +
		"   0: 00000000000000000000000000000000:24DB 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 110 1 0 100 0 0 10 0\n" +
		"   1: B80D0120000000000000000001000000:01BB 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0 100 0 0 10 0\n" +
		"   2: 0000000000000000FFFF00000100007F:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 112 1 0 100 0 0 10 0\n"
)

// portsHost is a machine with a container, a cgroup in it, a unit with a child, and another namespace.
func portsHost(t *testing.T) (*cgroup.FS, *cgroup.Ports) {
	t.Helper()
	container := "/docker/" + hexID("abc1")
	fs := cgrouptest.NewV2(t, t.TempDir(), map[string]cgrouptest.Files{
		container:                                {"cgroup.procs": ""},
		container + "/init.scope":                {"cgroup.procs": "10\n11\n"},
		"/system.slice/nginx.service":            {"cgroup.procs": ""},
		"/system.slice/nginx.service/supervised": {"cgroup.procs": "20\n"},
		"/other":                                 {"cgroup.procs": "30\n0\n0\n"},
		"/quiet":                                 {"cgroup.procs": "40\n"},
	})
	cgrouptest.Process(t, fs.Proc, 10, "net:[1]", tcp4, tcp6, "socket:[100]", "socket:[102]", "/dev/null", "socket:[103]")
	cgrouptest.Process(t, fs.Proc, 11, "net:[1]", tcp4, tcp6, "socket:[101]", "socket:[110]", "socket:[100]", "pipe:[100]")
	cgrouptest.Process(t, fs.Proc, 20, "net:[1]", tcp4, tcp6, "socket:[111]", "socket:[112]")
	cgrouptest.Process(t, fs.Proc, 30, "net:[2]", heading+strings.Split(tcp4, "\n")[2]+"\n", "", "socket:[101]", "socket:[100]")
	cgrouptest.Process(t, fs.Proc, 40, "net:[3]", heading, heading, "socket:[100]")
	return fs, cgroup.NewPorts(fs, cgroup.NewIdentities(cgroup.State{}))
}

func look(t *testing.T, p *cgroup.Ports) (map[string]string, []cgroup.FileError) {
	t.Helper()
	all, errs, err := p.Look(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	printed := map[string]string{}
	for path, l := range all {
		words := []string{}
		for _, a := range l.Listeners {
			words = append(words, fmt.Sprintf("%s %d", a.Address, a.Port))
		}
		if l.Unknown > 0 {
			words = append(words, fmt.Sprintf("%d unknown", l.Unknown))
		}
		printed[path] = strings.Join(words, ", ")
	}
	return printed, errs
}

func TestPorts(t *testing.T) {
	_, ports := portsHost(t)
	got, errs := look(t, ports)
	for path, want := range map[string]string{
		"/docker/" + hexID("abc1"):    "127.0.0.1 6060, 0.0.0.0 8080, :: 9435",
		"/system.slice/nginx.service": "127.0.0.1 80, 2001:db8::1 443",
		"/other":                      "127.0.0.1 6060, 2 unknown",
		"/quiet":                      "",
	} {
		if got[path] != want {
			t.Errorf("%s: %q, want %q", path, got[path], want)
		}
	}
	if len(errs) != 1 || !strings.Contains(errs[0].Error(), "2 processes are of another PID namespace") {
		t.Errorf("errors %v", errs)
	}
}

func TestPortsAreKept(t *testing.T) {
	fs, ports := portsHost(t)
	now := time.Now()
	ports.Bound(99, 99, 99, func() time.Time { return now })
	first, _ := look(t, ports)
	if err := os.RemoveAll(filepath.Join(fs.Root, "other")); err != nil {
		t.Fatal(err)
	}
	if again, errs := look(t, ports); len(again) != len(first) || errs != nil {
		t.Errorf("%v, errors %v: want the first look, and its errors once", again, errs)
	}
	now = now.Add(cgroup.PortsFor)
	if again, _ := look(t, ports); len(again) != len(first)-1 {
		t.Errorf("%v: want a new look after %v", again, cgroup.PortsFor)
	}
}

// What is over the limits is counted as not known; the first cgroup does not use up what the others need.
func TestPortsAreBounded(t *testing.T) {
	container := "/docker/" + hexID("abc1")
	for _, c := range []struct {
		processes, perCgroup, files int
		want                        map[string]string
	}{
		{9, 1, 99, map[string]string{container: "0.0.0.0 8080, 1 unknown", "/other": "127.0.0.1 6060, 2 unknown"}},
		{3, 9, 99, map[string]string{container: "127.0.0.1 6060, 0.0.0.0 8080, :: 9435", "/other": "3 unknown", "/quiet": "1 unknown"}},
		{9, 9, 4, map[string]string{container: "0.0.0.0 8080, 2 unknown", "/other": "3 unknown"}},
	} {
		_, ports := portsHost(t)
		ports.Bound(c.processes, c.perCgroup, c.files, time.Now)
		got, errs := look(t, ports)
		for path, want := range c.want {
			if got[path] != want {
				t.Errorf("%+v: %s: %q, want %q", c, path, got[path], want)
			}
		}
		if !slices.ContainsFunc(errs, func(e cgroup.FileError) bool { return strings.Contains(e.Error(), "over the limit") }) {
			t.Errorf("%+v: errors %v", c, errs)
		}
	}
}

// A process that ended is no error: it listens on nothing.
func TestPortsOfVanishedProcess(t *testing.T) {
	for _, gone := range []string{".", "net/tcp", "net", "fd", "ns/net"} {
		fs, ports := portsHost(t)
		cgrouptest.Write(t, filepath.Join(fs.Root, "other"), cgrouptest.Files{"cgroup.procs": "30\n"})
		if err := os.RemoveAll(filepath.Join(fs.Proc, "30", gone)); err != nil {
			t.Fatal(err)
		}
		if got, errs := look(t, ports); got["/other"] != "" || len(errs) > 0 {
			t.Errorf("without %s: %q, errors %v", gone, got["/other"], errs)
		}
	}
}

// What cannot be read is told, and is not the same as no listener.
func TestPortsUnreadable(t *testing.T) {
	for name, want := range map[string]string{"fd": "/fd", "net/tcp": "/net/tcp", "ns/net": "/ns/net"} {
		fs, ports := portsHost(t)
		cgrouptest.Write(t, filepath.Join(fs.Root, "other"), cgrouptest.Files{"cgroup.procs": "30\n"})
		file := filepath.Join(fs.Proc, "30", name)
		if err := os.RemoveAll(file); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "tcp") { // what cannot be read by root either: a directory, or none
			cgrouptest.Write(t, file, nil)
		} else {
			cgrouptest.Write(t, filepath.Dir(file), cgrouptest.Files{filepath.Base(file): "not a directory"})
		}
		got, errs := look(t, ports)
		if got["/other"] != "1 unknown" || len(errs) != 1 || !strings.Contains(errs[0].Error(), want) || errs[0].Cgroup != "/other" {
			t.Errorf("%s: %q, errors %v", name, got["/other"], errs)
		}
	}
}

func TestPortsTableThatDoesNotParse(t *testing.T) {
	for _, line := range []string{"x", strings.ReplaceAll(strings.Split(tcp4, "\n")[1], "00000000:1F90", "0000:1F90"), strings.ReplaceAll(strings.Split(tcp4, "\n")[1], ":1F90", ":x")} {
		fs, ports := portsHost(t)
		cgrouptest.Write(t, filepath.Join(fs.Proc, "40"), cgrouptest.Files{"net/tcp": heading + line + "\n"})
		got, errs := look(t, ports)
		if got["/quiet"] != "1 unknown" || !slices.ContainsFunc(errs, func(e cgroup.FileError) bool { return strings.Contains(e.Error(), `tcp:2 "`) }) {
			t.Errorf("%s: %q, errors %v", line, got["/quiet"], errs)
		}
	}
}

func TestPortsWithoutHierarchy(t *testing.T) {
	fs, ports := portsHost(t)
	if err := os.RemoveAll(fs.Root); err != nil {
		t.Fatal(err)
	}
	if _, _, err := ports.Look(context.Background()); err == nil || !strings.Contains(err.Error(), fs.Root) {
		t.Errorf("error %v", err)
	}
}
