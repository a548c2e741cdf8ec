package join

import (
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// carriage is the labels that metrics such as target_info carry for the series of others, by what
// both have in common.
type carriage map[string]map[string]string

// take keeps the labels of a series that is there only for them.
func (c carriage) take(d *memory.Dialect, name string, labels map[string]string) bool {
	for _, info := range d.Info {
		if info.Metric != name {
			continue
		}
		key := carriedKey(d, info, labels)
		if c[key] == nil {
			c[key] = map[string]string{}
		}
		for _, l := range info.Gives {
			if v := labels[l]; v != "" {
				c[key][l] = v
			}
		}
		return true
	}
	return false
}

// carriedKey is what both series have in common. A target's info stands on the same target; its
// metrics_path may be another, or none.
func carriedKey(d *memory.Dialect, info memory.Info, labels map[string]string) string {
	parts := []string{string(d.ID), info.Metric, labels["job"], labels[instanceLabel]}
	for _, l := range info.On {
		parts = append(parts, labels[l])
	}
	return strings.Join(parts, "\x00")
}

// complete gives the sources the labels that they lack.
func (c carriage) complete(by map[string]*source) {
	if len(c) == 0 {
		return
	}
	for _, s := range by {
		for _, info := range s.dialect.Info {
			for l, v := range c[carriedKey(s.dialect, info, s.labels)] {
				if s.labels[l] == "" {
					s.labels[l] = v
				}
			}
		}
	}
}
