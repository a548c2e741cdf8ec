package generate

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestGeneratedFilesAreInSyncWithTheTables(t *testing.T) {
	for _, a := range artifacts {
		t.Run(a.path, func(t *testing.T) {
			want, err := a.print()
			if err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(filepath.Join("..", "..", a.path))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs from the tables of pkg/memory: run `npm run generate`", a.path)
			}
		})
	}
}
