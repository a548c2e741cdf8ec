package join

// exporters are the scrape targets that tell of containers. An exporter is a Go process itself, but
// nobody's service: where it fits no container, that is no failure to report.
type exporters map[[2]string]bool

func exportersOf(cgroupSide []*source) exporters {
	e := exporters{}
	for _, s := range cgroupSide {
		e[addressOf(s.labels)] = true
	}
	return e
}

// has says whether a Go target is the exporter's own process, as job and instance tell.
func (e exporters) has(t *goTarget) bool {
	address := addressOf(t.Labels)
	return address != [2]string{} && e[address]
}

func addressOf(labels map[string]string) [2]string {
	return [2]string{labels["job"], labels["instance"]}
}
