package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/promql/parser"
)

// matchersOf reads matchers of PromQL without braces, and prints them as they were read: what is no matcher
// would make a file of rules that Prometheus refuses as a whole. Of "" it is "".
func matchersOf(name, text string) (string, error) {
	if strings.TrimSpace(text) == "" {
		return "", nil
	}
	// The line ends any comment before the brace.
	all, err := parser.NewParser(parser.Options{}).ParseMetricSelector("series{" + text + "\n}")
	if err != nil {
		return "", fmt.Errorf("%s %q: want matchers of PromQL without braces, such as 'namespace=\"shop\"': %w", name, text, err)
	}
	var printed []string
	for _, m := range all {
		if m.Name != model.MetricNameLabel {
			printed = append(printed, m.String())
		}
	}
	if len(all)-len(printed) > 1 {
		return "", fmt.Errorf("%s %q: want matchers of labels: each rule has the name of its own series", name, text)
	}
	slices.Sort(printed)
	return strings.Join(printed, ","), nil
}

// labelName is a name of a label that PromQL reads without quotes.
func labelName(name, text string) error {
	if text != "" && !model.LegacyValidation.IsValidLabelName(text) {
		return fmt.Errorf("%s %q: want the name of a label, such as job", name, text)
	}
	return nil
}
