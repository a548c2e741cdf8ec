//go:build linux

package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
)

// scrapes are when the fleet is scraped, every 30 s; the last one shortly before the moment.
var scrapes = []time.Time{moment.Add(-70 * time.Second), moment.Add(-40 * time.Second), moment.Add(-10 * time.Second)}

// side is one of the two targets of a container.
type side struct {
	metrics []metric
	labels  func(container) string
}

var sides = []side{{kubelet, kubeletLabels}, {golang, goLabels}}

// writeSeries writes the fleet as OpenMetrics, of which promtool makes blocks.
func writeSeries(file string, containers int) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, mib)
	for _, s := range sides {
		labels := make([]string, containers)
		for i := range labels {
			labels[i] = s.labels(container{number: i})
		}
		for _, m := range s.metrics {
			for i := range containers {
				for scrape, at := range scrapes {
					_, _ = fmt.Fprintf(w, "%s{%s} %d %d\n", m.name, labels[i], m.value(newContainer(i, scrape)), at.Unix())
				}
			}
		}
	}
	_, _ = fmt.Fprintln(w, "# EOF")
	return errors.Join(w.Flush(), f.Close())
}

const perNode = 100

// kubeletLabels are those of the kubelet's own and what Prometheus Operator's scrape of it adds.
func kubeletLabels(c container) string {
	id, runtimeID := c.id()
	return written(append(identity(c), "id", id, "image", fmt.Sprintf("registry.example/shop/%s:1.%d.0", service(c), c.number%40), "name", runtimeID,
		"endpoint", "https-metrics", "instance", fmt.Sprintf("192.0.2.%d:10250", c.number/perNode), "job", "kubelet", "metrics_path", "/metrics/cadvisor",
		"node", node(c), "service", "kubelet")...)
}

// goLabels are the target labels that Prometheus Operator's scrape of a pod adds.
func goLabels(c container) string {
	return written(append(identity(c), "endpoint", "metrics", "instance", fmt.Sprintf("198.51.100.%d:6060", c.number%250), "job", "shop/"+service(c))...)
}

func identity(c container) []string {
	return []string{"namespace", fmt.Sprintf("team-%d", c.number%20), "pod", fmt.Sprintf("%s-%x-%05d", service(c), 0x6c5f7d9b4+c.number%7, c.number), "container", service(c)}
}

func service(c container) string { return fmt.Sprintf("service-%d", c.number%200) }
func node(c container) string    { return fmt.Sprintf("node-%d.example", c.number/perNode) }

func written(pairs ...string) string {
	var b strings.Builder
	for i := 0; i < len(pairs); i += 2 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%s=%q", pairs[i], pairs[i+1])
	}
	return b.String()
}
