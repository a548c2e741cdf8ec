package datasource

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// mostShared bounds the answers that are kept: a dashboard needs a handful.
const mostShared = 32

// shared gives callers that ask the same the same answer: while it is under way, and for a while
// after. Errors are not kept. The answer is everyone's: it must not be changed.
type shared[V any] struct {
	now   func() time.Time
	mu    sync.Mutex
	calls map[string]*call[V]
}

type call[V any] struct {
	done    chan struct{}
	value   V
	err     error
	waiting int
	cancel  context.CancelFunc
	expires time.Time // zero while under way
	renewed bool      // is being asked anew
}

func newShared[V any](now func() time.Time) *shared[V] {
	return &shared[V]{now: now, calls: map[string]*call[V]{}}
}

// get returns the answer of key, asking where no one has within keep. The asking outlives a caller
// that goes away as long as another waits.
func (s *shared[V]) get(ctx context.Context, key string, keep time.Duration, ask func(context.Context) (V, error)) (V, error) {
	c := s.join(ctx, key, keep, ask)
	select {
	case <-c.done:
		return c.value, c.err
	case <-ctx.Done():
		s.leave(key, c)
		var none V
		return none, ctx.Err()
	}
}

func (s *shared[V]) join(ctx context.Context, key string, keep time.Duration, ask func(context.Context) (V, error)) *call[V] {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	if c, ok := s.calls[key]; ok && (c.expires.IsZero() || now.Before(c.expires)) {
		c.waiting++
		return c
	}
	s.sweep(now)
	// Values of the first caller stay: the HTTP client finds the headers to forward in them.
	own, cancel := context.WithCancel(context.WithoutCancel(ctx))
	c := &call[V]{done: make(chan struct{}), waiting: 1, cancel: cancel}
	s.calls[key] = c
	go s.run(own, key, c, keep, ask)
	return c
}

func (s *shared[V]) run(ctx context.Context, key string, c *call[V], keep time.Duration, ask func(context.Context) (V, error)) {
	defer c.cancel()
	defer close(c.done)
	defer func() {
		// A panic here is on no caller's stack and would end the plugin.
		if r := recover(); r != nil {
			c.err = fmt.Errorf("internal error: %v", r)
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		c.expires = s.now().Add(keep)
		if c.err != nil && s.calls[key] == c {
			delete(s.calls, key)
		}
	}()
	c.value, c.err = ask(ctx)
}

// renew asks anew, in the background: until the new answer is there the kept one stays, and where
// none comes it stays its time.
func (s *shared[V]) renew(ctx context.Context, key string, keep time.Duration, ask func(context.Context) (V, error)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old, ok := s.calls[key]
	if !ok || old.expires.IsZero() || old.renewed {
		return
	}
	old.renewed = true
	own, cancel := context.WithCancel(context.WithoutCancel(ctx))
	c := &call[V]{done: make(chan struct{}), cancel: cancel}
	go func() {
		s.run(own, key, c, keep, ask)
		s.mu.Lock()
		defer s.mu.Unlock()
		old.renewed = false
		if c.err == nil && s.calls[key] == old {
			s.calls[key] = c
		}
	}()
}

// forget drops a kept answer; one that is under way stays.
func (s *shared[V]) forget(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c, ok := s.calls[key]; ok && !c.expires.IsZero() {
		delete(s.calls, key)
	}
}

// leave withdraws a caller; with the last one the question is withdrawn.
func (s *shared[V]) leave(key string, c *call[V]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.waiting--
	if c.waiting > 0 || !c.expires.IsZero() {
		return
	}
	c.cancel()
	if s.calls[key] == c {
		delete(s.calls, key)
	}
}

// sweep drops what has expired, and the oldest where there is too much.
func (s *shared[V]) sweep(now time.Time) {
	oldest := ""
	for key, c := range s.calls {
		switch {
		case c.expires.IsZero():
		case !now.Before(c.expires):
			delete(s.calls, key)
		case oldest == "" || c.expires.Before(s.calls[oldest].expires):
			oldest = key
		}
	}
	if len(s.calls) >= mostShared && oldest != "" {
		delete(s.calls, oldest)
	}
}
