package telemetry

import "testing"

func TestSize(t *testing.T) {
	for text, want := range map[string]Size{"300MiB": 300 << 20, "2GiB": 2 << 30, "1KiB": 1 << 10, "4097": 4097} {
		var s Size
		if err := s.Set(text); err != nil || s != want {
			t.Errorf("Set(%q) = %d, %v; want %d", text, s, err, want)
		}
		if s.String() != text {
			t.Errorf("String of %d = %q; want %q", s, s.String(), text)
		}
	}
	for _, text := range []string{"", "0", "-1MiB", "1.5GiB", "MiB", "3 MiB", "3MB"} {
		var s Size
		if s.Set(text) == nil {
			t.Errorf("Set(%q) = %d; want an error", text, s)
		}
	}
}
