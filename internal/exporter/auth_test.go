package exporter

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/prometheus/exporter-toolkit/web"

	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
	"github.com/memledger/memledger/internal/engine"
)

// bcryptOfCorrect is the hash of the password "correct", at the lowest cost.
const bcryptOfCorrect = "$2a$04$iN7eWW18SAMN1Lv7mVGQTuVFBTYIABbhF/EtgD7h93iEKUqkVDLhO"

// Run serves with a web configuration as operators write it, and ends when it is told to.
func TestBasicAuth(t *testing.T) {
	file := filepath.Join(t.TempDir(), "web.yml")
	if err := os.WriteFile(file, []byte("basic_auth_users:\n  prometheus: "+bcryptOfCorrect+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	address := engine.FreeAddress(t)
	systemd, addresses := false, []string{address}
	c := config(cgrouptest.NewV2(t, t.TempDir(), map[string]cgrouptest.Files{"/a": cgrouptest.V2}))
	c.Web = &web.FlagConfig{WebListenAddresses: &addresses, WebSystemdSocket: &systemd, WebConfigFile: &file}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- Run(ctx, c) }()
	for password, want := range map[string]int{"correct": http.StatusOK, "wrong": http.StatusUnauthorized, "": http.StatusUnauthorized} {
		if got := status(t, "http://"+address+"/metrics", password); got != want {
			t.Errorf("password %q: status %d, want %d", password, got, want)
		}
	}
	stop()
	select {
	case err := <-done:
		if err != nil {
			t.Errorf("Run: %v", err)
		}
	case <-time.After(2 * shutdownTimeout):
		t.Error("Run does not end")
	}
}

// status asks until the server listens, for ten seconds at most.
func status(t *testing.T, url, password string) int {
	t.Helper()
	for range 100 {
		request, err := http.NewRequest(http.MethodGet, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		if password != "" {
			request.SetBasicAuth("prometheus", password)
		}
		if answer, err := http.DefaultClient.Do(request); err == nil {
			_ = answer.Body.Close()
			return answer.StatusCode
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("the exporter does not listen")
	return 0
}
