package frame

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// checkGolden compares a frame with testdata/<name>.json: the JSON that a browser gets, with a line
// for each field and its values, so that a difference can be read. Jest may read the same files.
func checkGolden(t *testing.T, name string, f *data.Frame) {
	t.Helper()
	path := filepath.Join("testdata", name+".json")
	got := lines(t, f)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(got, want) {
		return
	}
	gotLines, wantLines := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range max(len(gotLines), len(wantLines)) {
		if g, w := lineAt(gotLines, i), lineAt(wantLines, i); g != w {
			t.Fatalf("%s:%d differs; go test ./pkg/frame -update rewrites it\ngot  %s\nwant %s", path, i+1, g, w)
		}
	}
}

func lineAt(lines [][]byte, i int) string {
	if i < len(lines) {
		return string(lines[i])
	}
	return "(nothing)"
}

func lines(t *testing.T, f *data.Frame) []byte {
	t.Helper()
	text, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	var frame struct {
		Schema struct {
			RefID  string            `json:"refId"`
			Meta   json.RawMessage   `json:"meta"`
			Fields []json.RawMessage `json:"fields"`
		} `json:"schema"`
		Data struct {
			Values []json.RawMessage `json:"values"`
		} `json:"data"`
	}
	if err := json.Unmarshal(text, &frame); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	b.WriteString(`{"schema":{"refId":"` + frame.Schema.RefID + `","meta":`)
	b.Write(frame.Schema.Meta)
	b.WriteString(",\n\"fields\":[\n")
	b.Write(joined(frame.Schema.Fields))
	b.WriteString("\n]},\n\"data\":{\"values\":[\n")
	b.Write(joined(frame.Data.Values))
	b.WriteString("\n]}}\n")
	if !json.Valid(b.Bytes()) {
		t.Fatalf("the golden text is no JSON:\n%s", b.String())
	}
	return b.Bytes()
}

func joined(parts []json.RawMessage) []byte {
	var b bytes.Buffer
	for i, p := range parts {
		if i > 0 {
			b.WriteString(",\n")
		}
		b.Write(p)
	}
	return b.Bytes()
}
