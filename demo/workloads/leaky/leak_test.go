package main

import (
	"context"
	"testing"
	"time"
)

func TestLeakGrowsToItsCeilingAndStays(t *testing.T) {
	const ceiling = 4 << 20
	var l leak
	ctx, cancel := context.WithTimeout(t.Context(), 5*interval)
	defer cancel()
	l.run(ctx, 1<<30, ceiling)
	if got := int64(len(l.history)) * requestBytes; got != ceiling {
		t.Errorf("leaked %d bytes; want the ceiling of %d", got, ceiling)
	}
}

func TestLeakIsSteady(t *testing.T) {
	var l leak
	for s := range 4 {
		l.growTo(int64(s) * 100 * requestBytes)
		if want := s * 100; len(l.history) != want {
			t.Errorf("after %s: %d requests kept; want %d", time.Duration(s)*time.Second, len(l.history), want)
		}
	}
}
