package join

import (
	"testing"
	"time"

	"github.com/prometheus/common/model"
)

func TestStep(t *testing.T) {
	from := time.Unix(1_700_000_000, 0)
	for _, c := range []struct {
		span        time.Duration
		points      int64
		scrape, min time.Duration
		want        time.Duration
	}{
		{time.Hour, 1000, 15 * time.Second, 0, 15 * time.Second},
		{time.Hour, 1000, 10 * time.Second, time.Second, 10 * time.Second},
		{time.Hour, 100, 15 * time.Second, 0, time.Minute},
		{24 * time.Hour, 1000, 15 * time.Second, 0, 2 * time.Minute},
		{time.Hour, 43200, 15 * time.Second, time.Second, 15 * time.Second}, // an alert rule
		{5 * time.Minute, 0, 0, 0, time.Second},
		{time.Hour, 1000, 15 * time.Second, time.Minute, time.Minute},
		{time.Hour, 1000, 40 * time.Second, 0, time.Minute},
		{365 * 24 * time.Hour, 100, 0, 0, 4 * 24 * time.Hour},
		{365 * 24 * time.Hour, 1 << 40, 0, 0, time.Hour}, // never more than the server gives
		{0, 100, 0, 0, time.Second},
		{-time.Hour, 100, 0, 0, time.Second},
	} {
		if got := Step(from, from.Add(c.span), c.points, c.scrape, c.min); got != c.want {
			t.Errorf("%+v: got %s", c, got)
		}
	}
}

func TestGrid(t *testing.T) {
	g := newGrid(time.Unix(1003, 0), time.Unix(1062, 0), 15*time.Second)
	if g.n != 5 || g.at(0) != time.Unix(990, 0) || g.at(4) != time.Unix(1050, 0) {
		t.Errorf("got %d moments from %s to %s, want 5 from 990 to 1050", g.n, g.at(0), g.at(g.n-1))
	}
	for ms, want := range map[int64]int{990_000: 0, 1_005_000: 1, 1_050_001: 4} {
		if i, ok := g.index(model.Time(ms)); !ok || i != want {
			t.Errorf("%d ms: moment %d, %t, want %d", ms, i, ok, want)
		}
	}
	for _, ms := range []int64{975_000, 1_065_000} {
		if i, ok := g.index(model.Time(ms)); ok {
			t.Errorf("%d ms: moment %d, want none", ms, i)
		}
	}
	if got := g.parts(2); len(got) != 3 || got[2] != [2]int{4, 4} {
		t.Errorf("parts of 2: %v", got)
	}
}
