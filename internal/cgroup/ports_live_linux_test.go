package cgroup_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"net"
	"net/netip"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/memledger/memledger/internal/cgroup"
)

// ownListening looks at all processes and returns what this one's cgroup listens on.
func ownListening(t *testing.T) cgroup.Listening {
	t.Helper()
	fs := liveFS(t)
	path, err := fs.OfPID(os.Getpid())
	if err != nil {
		t.Skipf("%s: %v", t.Name(), err)
	}
	ids := cgroup.NewIdentities(cgroup.State{})
	all, _, err := cgroup.NewPorts(fs, ids).Look(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for at := path; at != ""; at = at[:strings.LastIndexByte(at, '/')] { // it may be a container's child
		if l, ok := all[at]; ok {
			return l
		}
	}
	t.Fatalf("nothing is known of %s in %v", path, all)
	return cgroup.Listening{}
}

// Real listeners in this process's own cgroup are found with the address that they asked for.
func TestLivePorts(t *testing.T) {
	want := []cgroup.Listener{}
	for _, c := range []struct{ network, ask string }{
		{"tcp4", "127.0.0.1:0"}, {"tcp4", "0.0.0.0:0"}, {"tcp6", "[::1]:0"}, {"tcp6", "[::]:0"},
	} {
		l, err := net.Listen(c.network, c.ask)
		if err != nil {
			t.Logf("without %s: %v", c.ask, err)
			continue
		}
		defer func() { _ = l.Close() }()
		at := netip.MustParseAddrPort(l.Addr().String())
		want = append(want, cgroup.Listener{Address: at.Addr(), Port: at.Port()})
	}
	connection, err := net.Dial("tcp", netip.AddrPortFrom(want[0].Address, want[0].Port).String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = connection.Close() }()
	got := ownListening(t).Listeners
	for _, l := range want {
		if !slices.Contains(got, l) {
			t.Errorf("no %v in %v", l, got)
		}
	}
	local := netip.MustParseAddrPort(connection.LocalAddr().String())
	if slices.Contains(got, cgroup.Listener{Address: local.Addr(), Port: local.Port()}) {
		t.Errorf("%v is a connection and no listener", local)
	}
}

// Whatever is found is in the kernel's table, and on the way through it nothing is left out: listeners
// come first.
func TestLivePortsAreTheKernels(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	got := ownListening(t).Listeners
	var table []byte
	for _, name := range []string{"tcp", "tcp6"} {
		data, err := os.ReadFile("/proc/net/" + name)
		if err != nil {
			continue
		}
		table = append(table, data...)
		connections := false
		for line := range bytes.Lines(data) {
			fields := bytes.Fields(line)
			if listens := string(fields[3]) == "0A"; listens && connections {
				t.Errorf("%s: a listener after connections: %s", name, line)
			} else if !listens && string(fields[0]) != "sl" {
				connections = true
			}
		}
	}
	for _, l := range got {
		if !bytes.Contains(table, []byte(spelled(l))) && slices.Contains(ownListening(t).Listeners, l) { // and was not closed
			t.Errorf("%v is not in the kernel's table as %s", l, spelled(l))
		}
	}
}

// spelled is how the kernel of a little-endian machine prints an address, worked out the other way
// round; that of an IPv4 address in IPv6 ends in it.
func spelled(l cgroup.Listener) string {
	b := l.Address.AsSlice()
	for i := 0; i < len(b); i += 4 {
		slices.Reverse(b[i : i+4])
	}
	return strings.ToUpper(hex.EncodeToString(b) + ":" + hex.EncodeToString([]byte{byte(l.Port >> 8), byte(l.Port)}))
}

// A user that may not look at others' processes is told how many it does not know, not that they
// listen on nothing.
func TestLivePortsWithoutPermission(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skipf("%s: wants root, to become nobody", t.Name())
	}
	done := make(chan cgroup.Listening, 1)
	failed := make(chan error, 1)
	go func() {
		defer close(done)
		defer close(failed)
		runtime.LockOSThread() // never unlocked: the thread, and its user with it, ends here
		const nobody = 65534
		if _, _, errno := unix.RawSyscall(unix.SYS_SETRESUID, nobody, nobody, nobody); errno != 0 {
			failed <- errno
			return
		}
		done <- ownListening(t)
	}()
	got, ok := <-done
	if !ok {
		t.Skipf("%s: cannot become nobody: %v", t.Name(), <-failed)
	}
	if got.Unknown == 0 || len(got.Listeners) > 0 {
		t.Errorf("%+v, want processes that are not known", got)
	}
}
