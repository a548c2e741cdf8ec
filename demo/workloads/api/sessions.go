package main

import (
	"context"
	"math/rand/v2"
	"time"
)

const (
	sessionBytes = 8 << 10
	// Requests a second, and what each leaves behind as garbage: small beside the sessions, so that the heap is
	// as flat as that of a service with little to do.
	requestsPerSecond = 20
	garbageBytes      = 8 << 10
)

// sessions is the state that the service keeps: the heap that should be there.
type sessions struct{ byUser [][]byte }

func newSessions(bytes int64) *sessions {
	s := &sessions{byUser: make([][]byte, bytes/sessionBytes)}
	for i := range s.byUser {
		s.byUser[i] = session()
	}
	return s
}

// session is written to, or its pages would be mapped but not resident.
func session() []byte {
	b := make([]byte, sessionBytes)
	for i := 0; i < len(b); i += 512 {
		b[i] = byte(i >> 9)
	}
	return b
}

// work serves a small, steady load: it renews a session and makes some garbage.
func (s *sessions) work(ctx context.Context) {
	tick := time.NewTicker(time.Second / requestsPerSecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			s.request()
		}
	}
}

func (s *sessions) request() byte {
	if len(s.byUser) == 0 {
		return 0
	}
	body := make([]byte, garbageBytes)
	user := rand.IntN(len(s.byUser))
	copy(body, s.byUser[user])
	s.byUser[user] = session()
	return body[len(body)-1]
}
