package telemetry

import (
	"fmt"
	"strconv"
	"strings"
)

// Size is a flag in bytes: "300MiB", "2GiB", "4096".
type Size int64

var sizeUnits = []struct {
	suffix string
	bytes  int64
}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"", 1}}

// Set parses a flag's value.
func (s *Size) Set(text string) error {
	for _, u := range sizeUnits {
		digits, ok := strings.CutSuffix(text, u.suffix)
		if !ok {
			continue
		}
		n, err := strconv.ParseInt(digits, 10, 64)
		if err != nil || n <= 0 {
			return fmt.Errorf("size %q: want a whole number above 0, with KiB, MiB, GiB or nothing behind it", text)
		}
		*s = Size(n * u.bytes)
		return nil
	}
	return nil
}

// String writes the size in the largest unit that leaves no fraction.
func (s *Size) String() string {
	for _, u := range sizeUnits {
		if int64(*s) >= u.bytes && int64(*s)%u.bytes == 0 {
			return strconv.FormatInt(int64(*s)/u.bytes, 10) + u.suffix
		}
	}
	return "0"
}
