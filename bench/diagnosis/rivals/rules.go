package rivals

// Rule is one alert rule.
type Rule struct {
	Name string
	Set  string // whose rules it stands with on the scoreboard
	Expr string
	For  float64 // s
	// OfLeaks: it claims to speak of a leak, or of what a leak ends in.
	OfLeaks bool
	Ref     string
	firing  func(*series) bool
}

const (
	refAwesomeGo   = "gh:samber/awesome-prometheus-alerts dist/rules/golang/golang-exporter.yml@549dd017"
	refAwesomeDock = "gh:samber/awesome-prometheus-alerts dist/rules/docker-containers/google-cadvisor.yml@11a78f0f"
	refCoroot      = "gh:coroot/coroot auditor/memory.go, model/check.go (MemoryLeakPercent, 10)"
	refPredict     = "a common use of predict_linear; prometheus promql/functions.go"
)

// Rules is the table. Not evaluated: rules on what the models do not have (GC CPU and pauses, threads,
// counts of heap objects).
var Rules = []Rule{
	{Name: "working set above 80% of the limit", Set: "working set / limit > 80%", Expr: "container_memory_working_set_bytes / container_spec_memory_limit_bytes * 100 > 80", For: 120, Ref: refAwesomeDock,
		firing: func(s *series) bool { return last(s.workingSet) > 0.8*last(s.limit) }},
	{Name: "RSS above 80% of the limit", Set: "rss / limit > 80%", Expr: "container_memory_rss / container_spec_memory_limit_bytes * 100 > 80", For: 120, Ref: refAwesomeDock + ", with container_memory_rss",
		firing: func(s *series) bool { return last(s.rss) > 0.8*last(s.limit) }},
	{Name: "GoMemoryLeak", Set: "awesome-prometheus-alerts, Go", Expr: "rate(go_memstats_alloc_bytes_total[5m]) > 1e9", For: 300, OfLeaks: true, Ref: refAwesomeGo,
		firing: func(s *series) bool {
			w := recent(s.allocated, 300)
			return len(w) > 1 && (last(w)-w[0])/(float64(len(w)-1)*Scrape) > 1e9
		}},
	{Name: "GoHeapIn-useGrowing", Set: "awesome-prometheus-alerts, Go", Expr: "deriv(go_memstats_heap_inuse_bytes[10m]) > 1e7", OfLeaks: true, Ref: refAwesomeGo,
		firing: func(s *series) bool { slope, _, ok := line(recent(s.heapInuse, 600)); return ok && slope > 1e7 }},
	{Name: "GoMemoryUsageHigh", Set: "awesome-prometheus-alerts, Go", Expr: "(go_memstats_heap_alloc_bytes / go_memstats_sys_bytes) * 100 > 90", For: 300, OfLeaks: true, Ref: refAwesomeGo,
		firing: func(s *series) bool { return last(s.heapAlloc) > 0.9*last(s.goSys) }},
	{Name: "GoStackMemoryHigh", Set: "awesome-prometheus-alerts, Go", Expr: "go_memstats_stack_inuse_bytes > 1e9", For: 300, Ref: refAwesomeGo,
		firing: func(s *series) bool { return last(s.stackInuse) > 1e9 }},
	{Name: "GoGoroutineCountHigh", Set: "awesome-prometheus-alerts, Go", Expr: "go_goroutines > 1000", For: 300, OfLeaks: true, Ref: refAwesomeGo,
		firing: func(s *series) bool { return last(s.goroutines) > 1000 }},
	{Name: "GoGoroutineSpike", Set: "awesome-prometheus-alerts, Go", Expr: "deriv(go_goroutines[5m]) > 10", For: 300, OfLeaks: true, Ref: refAwesomeGo,
		firing: func(s *series) bool { slope, _, ok := line(recent(s.goroutines, 300)); return ok && slope > 10 }},
	{Name: "working set will meet the limit in 4 h", Set: "predict_linear, 4 h", Expr: "predict_linear(container_memory_working_set_bytes[1h], 4*3600) > container_spec_memory_limit_bytes", For: 600, OfLeaks: true, Ref: refPredict,
		firing: func(s *series) bool { return predicted(s, 4*3600) }},
	{Name: "working set will meet the limit in 24 h", Set: "predict_linear, 24 h", Expr: "predict_linear(container_memory_working_set_bytes[1h], 24*3600) > container_spec_memory_limit_bytes", For: 600, OfLeaks: true, Ref: refPredict,
		firing: func(s *series) bool { return predicted(s, 24*3600) }},
	{Name: "RSS grows by 10% an hour", Set: "Coroot", Expr: "least squares of RSS over the last hour: (end − value an hour before) / value an hour before > 10%", OfLeaks: true, Ref: refCoroot,
		firing: func(s *series) bool {
			w := recent(s.rss, 3600)
			slope, end, ok := line(w)
			// Four fifths of the window must be there.
			return ok && len(w) > 48 && end-slope*3600 > 0 && slope*3600/(end-slope*3600) > 0.1
		}},
}

func predicted(s *series, ahead float64) bool {
	slope, end, ok := line(recent(s.workingSet, 3600))
	return ok && end+slope*ahead > last(s.limit)
}

// Sets lists the names of the sets, in the order of the table.
func Sets() (names []string) {
	for _, r := range Rules {
		if len(names) == 0 || names[len(names)-1] != r.Set {
			names = append(names, r.Set)
		}
	}
	return names
}
