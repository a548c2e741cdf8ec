package memory

// TextID names a word that exporters tell beside their numbers.
type TextID string

const (
	GoVersion  TextID = "go_version"
	AppVersion TextID = "app_version"
	Image      TextID = "image"
)

// TextSpelling says where a dialect has a word: in a label of a metric, or of all its series where
// Metric is empty. Of several labels the first that is not empty is taken: where a target has a label
// of that name itself, Prometheus puts exported_ before the series' own.
type TextSpelling struct {
	Text   TextID
	Metric string
	Labels []string
}

var (
	goTexts = []TextSpelling{
		{GoVersion, "go_info", []string{"exported_version", "version"}},
		{AppVersion, "go_build_info", []string{"exported_version", "version"}},
	}
	// OpenTelemetry's resource: service.version, and process.runtime.version is runtime.Version().
	otelGoTexts = []TextSpelling{
		{GoVersion, "target_info", either("process.runtime.version")},
		{AppVersion, "target_info", either("service.version")},
	}
	imageLabel     = []TextSpelling{{Image, "", []string{"image"}}}
	podmanTexts    = []TextSpelling{{Image, "podman_container_info", []string{"image"}}}
	dockerTexts    = []TextSpelling{{Image, "", either("container.image.name")}}
	memledgerTexts = []TextSpelling{{Image, "cgroup_info", []string{"exported_image", "image"}}}
)

// TextMetrics lists the metrics that are there for their words, sorted by the table.
func (d *Dialect) TextMetrics() []string {
	var names []string
	for _, t := range d.Texts {
		if t.Metric != "" {
			names = append(names, t.Metric)
		}
	}
	return names
}

// TextLabels lists the labels that hold words; own are those of metrics that are there for them alone.
func (d *Dialect) TextLabels() (all, own []string) {
	for _, t := range d.Texts {
		all = append(all, t.Labels...)
		if t.Metric != "" {
			own = append(own, t.Labels...)
		}
	}
	return all, own
}
