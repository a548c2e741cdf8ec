package datasource

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

func TestCallersThatAskTheSameShareOneAnswer(t *testing.T) {
	now := noon
	s := newShared[int](func() time.Time { return now })
	var asked atomic.Int32
	start := make(chan struct{})
	get := func(key string) (int, error) {
		return s.get(t.Context(), key, time.Minute, func(context.Context) (int, error) {
			<-start
			return int(asked.Add(1)), nil
		})
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if v, err := get("a"); v != 1 || err != nil {
				t.Errorf("got %d, %v; want the one answer", v, err)
			}
		})
	}
	close(start)
	wait.Wait()
	if _, _ = get("a"); asked.Load() != 1 {
		t.Errorf("asked %d times, want once", asked.Load())
	}
	if _, _ = get("b"); asked.Load() != 2 {
		t.Errorf("another key shared an answer")
	}
	now = now.Add(time.Minute)
	if _, _ = get("a"); asked.Load() != 3 {
		t.Errorf("an answer outlived its time")
	}
}

func TestErrorsAndPanicsAreNotKept(t *testing.T) {
	s := newShared[int](time.Now)
	for i := range 2 {
		_, err := s.get(t.Context(), "a", time.Minute, func(context.Context) (int, error) { return 0, fmt.Errorf("failure %d", i) })
		if want := fmt.Sprintf("failure %d", i); err == nil || err.Error() != want {
			t.Errorf("error %v, want %s", err, want)
		}
	}
	_, err := s.get(t.Context(), "a", time.Minute, func(context.Context) (int, error) { panic("boom") })
	if err == nil || !strings.Contains(err.Error(), "boom") {
		t.Errorf("error %v, want the panic as an error", err)
	}
}

func TestTheLastCallerThatLeavesWithdrawsTheQuestion(t *testing.T) {
	s := newShared[int](time.Now)
	first, leaveFirst := context.WithCancel(t.Context())
	second, leaveSecond := context.WithCancel(t.Context())
	started, withdrawn := make(chan struct{}), make(chan struct{})
	ask := func(ctx context.Context) (int, error) {
		close(started)
		<-ctx.Done()
		close(withdrawn)
		return 0, ctx.Err()
	}
	var wait sync.WaitGroup
	wait.Go(func() {
		if _, err := s.get(first, "a", time.Minute, ask); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v, want canceled", err)
		}
	})
	<-started
	other := s.join(second, "a", time.Minute, ask)
	leaveFirst()
	wait.Wait()
	select {
	case <-withdrawn:
		t.Error("withdrawn while another still waits")
	case <-time.After(20 * time.Millisecond):
	}
	leaveSecond()
	s.leave("a", other)
	<-withdrawn
}

func TestTheCacheIsBounded(t *testing.T) {
	s := newShared[int](time.Now)
	for i := range 10 * mostShared {
		_, _ = s.get(t.Context(), fmt.Sprint(i), time.Minute, func(context.Context) (int, error) { return i, nil })
	}
	if len(s.calls) > mostShared {
		t.Errorf("%d answers kept, want %d at most", len(s.calls), mostShared)
	}
}

func TestCredentialsPartTheCacheAndPanelsDoNot(t *testing.T) {
	with := func(pairs ...string) string {
		h := http.Header{}
		for i := 0; i < len(pairs); i += 2 {
			h.Set(pairs[i], pairs[i+1])
		}
		return credentialsOf(h, backend.PluginContext{})
	}
	base := with("Authorization", "Bearer a")
	for _, other := range []string{with(), with("Authorization", "Bearer b"), with("Authorization", "Bearer a", "Cookie", "s=1"),
		with("Authorization", "Bearer a", "X-Scope-OrgID", "t1"), with("Authorization", "Bearer a", "X-Id-Token", "x"),
		with("Authorization", "Bearer a", "X-Grafana-User", "eve"), with("Authorization", "Bearer a", "X-Prom-Label-Policy", "1:{}")} {
		if other == base {
			t.Error("two credentials share a cache")
		}
	}
	if with("Authorization", "Bearer a", "X-Panel-Id", "7", "X-Dashboard-Uid", "d") != base {
		t.Error("two panels of one dashboard do not share a cache")
	}
	if strings.Contains(base, "Bearer") {
		t.Error("the key holds the credentials themselves")
	}
}
