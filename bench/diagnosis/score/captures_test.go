package score

import (
	"path"
	"testing"
	"time"

	"github.com/memledger/memledger/internal/capture"
	"github.com/memledger/memledger/internal/cgroup/cgrouptest"
	"github.com/memledger/memledger/internal/target"
	"github.com/memledger/memledger/pkg/memory"
)

// What most of usage was at the steps of the captures where one thing clearly was, on either cgroup
// version. At the steps not listed several things of like size were there.
var capturedLevels = map[string]memory.CauseID{
	"01-page-cache": memory.CausePageCache, "02-active-cache": memory.CausePageCache, "07-goroutines": memory.CauseGoroutineStacks,
}

// At these nothing was collected since, so that one moment cannot tell kept from dropped.
var cannotBeSure = map[string]bool{"04-heap": true, "05-heap-garbage": true, "05-heap-idle": true}

func TestCapturesOfOneMoment(t *testing.T) {
	for name, dir := range cgrouptest.Captures(t) {
		c, err := capture.Read(dir)
		if err != nil {
			t.Fatal(err)
		}
		snap := c.Snapshot()
		if err := target.Read(c.Metrics, &snap); err != nil {
			t.Fatal(err)
		}
		now := time.Unix(0, 0)
		v := memory.Diagnose(memory.History{Now: memory.Moment{Time: now, Snapshot: snap}}, now, memory.Options{})
		if v.Trend.Cause != memory.CauseInconclusive || v.HoursToLimit.Known {
			t.Errorf("%s: one moment has the trend %s and hours to the limit %v, want neither", name, v.Trend.Cause, v.HoursToLimit)
		}
		step := path.Base(name)
		if want, clear := capturedLevels[step]; clear && v.Level.Cause != want {
			t.Errorf("%s: level is %s, want %s", name, v.Level.Cause, want)
		}
		if cannotBeSure[step] && v.Level.Confidence >= memory.Sure {
			t.Errorf("%s: %s, sure (%.2f): nobody can be, as no collection ran since", name, v.Level.Cause, v.Level.Confidence)
		}
	}
}
