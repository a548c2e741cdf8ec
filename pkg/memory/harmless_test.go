package memory

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestWhatIsNotLookedAtIsNamed(t *testing.T) {
	s := with(service(), map[CounterID]float64{Usage: 1812, File: 1720, InactiveFile: 1710})
	s.CgroupVersion = 1 // without memory.pressure, and memory.oom_control counts kills alone
	said := fmt.Sprint(levelOf(s).Level.Evidence)
	if !strings.Contains(said, "not looked at, because cgroup v1 does not have it: pressure_full, events_oom") {
		t.Errorf("evidence %s: want what cgroup v1 does not have", said)
	}
}

// open-telemetry/opentelemetry-operator#3479: who is told that it can kill is told what to do about it.
func TestWhatFailsSaysWhatToDo(t *testing.T) {
	dirty := with(service(), map[CounterID]float64{Usage: 1812, File: 1720, InactiveFile: 1710, FileDirty: 900})
	v := levelOf(dirty)
	if len(v.Next) == 0 || !strings.Contains(v.Next[0], "write-back is slow") {
		t.Errorf("next %v, want first why write-back is slow", v.Next)
	}
	for _, c := range HarmlessChecks {
		if c.Do == "" {
			t.Errorf("check %s does not say what to do", c.What)
		}
	}
}

// A cause whose counters are not told is not ruled out by a zero.
func TestMappedFilesThatAreNotToldAreNotRuledOut(t *testing.T) {
	s := without(with(service(), map[CounterID]float64{Usage: 1812, File: 1720, InactiveFile: 1710}), FileMapped)
	v := wantLevel(t, "not told", s, CausePageCache, FileMapped)
	if slices.ContainsFunc(v.Level.RuledOut, func(r RuledOut) bool { return r.Cause == CauseMappedFiles }) {
		t.Errorf("mapped files are ruled out: %v", v.Level.RuledOut)
	}
}
