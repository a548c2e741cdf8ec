package exporter

import (
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"

	"github.com/memledger/memledger/internal/cgroup"
	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
)

const (
	heading = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
	on6060  = "   0: 00000000:17AC 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 101 1 0 100 0 0 10 0\n"
	on9435  = "   0: 00000000000000000000000001000000:24DB 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 102 1 0 100 0 0 10 0\n"
)

// The metrics of listening ports, with their labels: the list that other parts are tested against.
func TestPortsGolden(t *testing.T) {
	c := capturedTrees(t)["v2"]
	id := "/system.slice/docker-" + strings.Repeat("0123456789abcdef", 4) + ".scope"
	cgrouptest.Write(t, filepath.Join(c.FS.Root, id), cgrouptest.Files{"cgroup.procs": "10\n11\n12\n"})
	cgrouptest.Process(t, c.FS.Proc, 10, "net:[1]", heading+on6060, heading+on9435, "socket:[101]", "socket:[102]")
	cgrouptest.Process(t, c.FS.Proc, 11, "net:[1]", heading+on6060, heading+on9435, "socket:[101]")
	cgrouptest.Process(t, c.FS.Proc, 12, "net:[1]", heading, heading)
	cgrouptest.Write(t, filepath.Join(c.FS.Proc, "12"), cgrouptest.Files{"fd": "no directory"})
	off := handler(t, c)
	c.Ports = cgroup.NewPorts(c.FS, c.Identities)
	on := handler(t, c)
	text := onlyPorts(scraped(t, on))
	compareGolden(t, "ports", text)
	if problems, err := promlint.New(strings.NewReader(text)).Lint(); err != nil || len(problems) > 0 {
		t.Errorf("%v, %v", problems, err)
	}
	if !strings.Contains(scraped(t, on), `cgroup_exporter_unreadable_files_total{file="fd"} 1`) {
		t.Error("the open files that cannot be read are not counted once")
	}
	if text := onlyPorts(scraped(t, off)); text != "" {
		t.Errorf("exposed without being asked for: %s", text)
	}
}

func onlyPorts(text string) string {
	return strings.Join(regexp.MustCompile(`(?m)^(# \w+ )?cgroup_listening_port.*\n`).FindAllString(text, -1), "")
}

// A real listener of this process is exposed.
func TestPortsLive(t *testing.T) {
	fs, err := cgroup.New(cgroup.DefaultRoot, cgroup.DefaultProc)
	if err != nil {
		t.Skipf("%s: %v", t.Name(), err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	path, err := fs.OfPID(os.Getpid())
	if err != nil {
		t.Skipf("%s: %v", t.Name(), err)
	}
	if _, err := fs.Group(t.Context(), path); err != nil {
		t.Skipf("%s: %v", t.Name(), err)
	}
	c := config(fs)
	c.Ports = cgroup.NewPorts(fs, c.Identities)
	port := l.Addr().(*net.TCPAddr).Port
	if text := scraped(t, handler(t, c)); !strings.Contains(text, `address="127.0.0.1",port="`+strconv.Itoa(port)+`"} 1`) {
		t.Errorf("no port %d in %s", port, onlyPorts(text))
	}
}
