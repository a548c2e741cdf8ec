// Package frametest reads answers, for the tests of more than one package.
package frametest

import (
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// Cell is a cell as text or number; nil where it is null. A cell that is not there ends the test.
func Cell(t *testing.T, f *data.Frame, name string, row int) any {
	t.Helper()
	field, _ := f.FieldByName(name)
	if field == nil || row >= field.Len() {
		t.Fatalf("no row %d of %s", row, name)
	}
	if field.NilAt(row) {
		return nil
	}
	v, _ := field.ConcreteAt(row)
	return v
}
