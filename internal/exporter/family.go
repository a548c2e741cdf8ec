package exporter

import (
	"fmt"
	"strconv"
	"strings"

	dto "github.com/prometheus/client_model/go"
)

// family is one metric in Prometheus's text format, written anew at every scrape into the same memory.
//
// Cgroups do not pass through a prometheus.Registry: a hundred cgroups are six thousand samples, and
// to make, check, sort and print those as const metrics takes 13 ms of CPU and 10 MB of garbage a
// scrape, more than reading the kernel; so it takes under 1 ms. Names and labels are right by
// construction, and a test parses and lints them.
type family struct {
	name   string
	header []byte // HELP and TYPE
	lines  []byte
}

var typeWords = map[dto.MetricType]string{gauge: "gauge", counter: "counter", untyped: "untyped"}

func newFamily(n Name) *family {
	help := strings.NewReplacer(`\`, `\\`, "\n", `\n`).Replace(n.Help)
	return &family{name: n.Metric, header: fmt.Appendf(nil, "# HELP %s %s\n# TYPE %s %s\n", n.Metric, help, n.Metric, typeWords[n.Type])}
}

// add appends a sample of a value as the kernel prints it, times scale; labels are in braces or empty.
func (f *family) add(labels []byte, value uint64, scale float64) {
	f.lines = append(append(append(f.lines, f.name...), labels...), ' ')
	if scale == 1 {
		f.lines = strconv.AppendUint(f.lines, value, 10)
	} else {
		f.lines = strconv.AppendFloat(f.lines, float64(value)*scale, 'g', -1, 64)
	}
	f.lines = append(f.lines, '\n')
}
