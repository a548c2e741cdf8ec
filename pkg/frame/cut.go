package frame

import (
	"fmt"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// cut keeps the first MaxRows rows.
func cut[R any](q Query, rows []R) []R {
	if q.MaxRows > 0 && len(rows) > q.MaxRows {
		return rows[:q.MaxRows]
	}
	return rows
}

// cutWhole keeps whole containers while their rows fit into MaxRows, and one at the least: half a
// container's classes would add up to nothing.
func cutWhole[M, R any](q Query, containers []M, rowsOf func(M) []R) (rows []R, kept int) {
	for _, m := range containers {
		c := rowsOf(m)
		if q.MaxRows > 0 && kept > 0 && len(rows)+len(c) > q.MaxRows {
			break
		}
		rows, kept = append(rows, c...), kept+1
	}
	return rows, kept
}

func noteCut(f *data.Frame, shown, all int) *data.Frame {
	if shown < all {
		addNotice(f, data.NoticeSeverityWarning, fmt.Sprintf("%d of %d shown: narrow the filter or raise maxRows", shown, all))
	}
	return f
}
