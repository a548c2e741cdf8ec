package engine

import (
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Start runs the engine over a scrape configuration until the test ends, and returns its address. It
// may not be ready yet: tests wait for what they ask anyway.
func (e Engine) Start(t *testing.T, config string) string {
	t.Helper()
	program, err := e.find(os.Getenv)
	if err != nil {
		t.Skip(err)
	}
	dir, address := t.TempDir(), FreeAddress(t)
	file := filepath.Join(dir, "scrape.yml")
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, program, e.args(file, filepath.Join(dir, "data"), address)...)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		cancel()
		t.Fatal(err)
	}
	t.Cleanup(func() { cancel(); _ = cmd.Wait() })
	return "http://" + address
}

// FreeAddress is one of the loopback on which nobody listens.
func FreeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}
