package cgroup

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	one := func(v uint64) []Value { return []Value{{Value: v}} }
	for _, c := range []struct {
		name    string
		parse   func(*parser, []Value, string, []byte) ([]Value, error)
		content string
		want    []Value
		err     string
	}{
		{"keyed", (*parser).keyed, "anon 1\nfile 18446744073709551615\n", []Value{{"anon", 1}, {"file", 1<<64 - 1}}, ""},
		{"keyed, no last newline", (*parser).keyed, "anon 1", []Value{{"anon", 1}}, ""},
		{"keyed, empty", (*parser).keyed, "", nil, ""},
		{"keyed, a word for a number", (*parser).keyed, "anon 1\nslab x\n", []Value{{"anon", 1}}, `parse f:2 "slab x": want "key uint"`},
		{"keyed, no key", (*parser).keyed, " 1\n", nil, `parse f:1 " 1": want "key uint"`},
		{"keyed, no number", (*parser).keyed, "anon\n", nil, `parse f:1 "anon": want "key uint"`},
		{"keyed, negative", (*parser).keyed, "anon -1\n", nil, `parse f:1 "anon -1": want "key uint"`},
		{"keyed, too large", (*parser).keyed, "anon 18446744073709551616\n", nil, `parse f:1 "anon 18446744073709551616": want "key uint"`},
		{"keyed, empty line", (*parser).keyed, "anon 1\n\nfile 2\n", []Value{{"anon", 1}}, `parse f:2 "": want "key uint"`},
		{"single", (*parser).single, "4096\n", one(4096), ""},
		{"single, zero", (*parser).single, "0\n", one(0), ""},
		{"single, unlimited on v2", (*parser).single, "max\n", nil, ""},
		{"single, unlimited on v1", (*parser).single, "9223372036854771712\n", nil, ""},
		{"single, unlimited on v1 with pages of 64 KiB", (*parser).single, "9223372036854710272\n", nil, ""},
		{"single, empty", (*parser).single, "", nil, `parse f:1 "": want "uint or max"`},
		{"single, a word", (*parser).single, "none\n", nil, `parse f:1 "none": want "uint or max"`},
		{"pressure", (*parser).pressure, "some avg10=0.00 avg60=0.00 avg300=0.00 total=12\nfull avg10=1.00 avg60=0.00 avg300=0.00 total=3\n", []Value{{"some", 12}, {"full", 3}}, ""},
		{"pressure, no total", (*parser).pressure, "some avg10=0.00\n", nil, `parse f:1 "some avg10=0.00": want "some|full avg10=… avg60=… avg300=… total=uint"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.parse(newParser(), nil, "f", []byte(c.content))
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			if message(err) != c.err {
				t.Errorf("error %q, want %q", message(err), c.err)
			}
		})
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestParsePIDs(t *testing.T) {
	got, err := parsePIDs("cgroup.procs", []byte("0\n12\n7\n"))
	if err != nil || !reflect.DeepEqual(got, []int{12, 7}) {
		t.Errorf("got %v, %v, want 12 and 7: 0 is a process of another namespace", got, err)
	}
	if _, err := parsePIDs("cgroup.procs", []byte("x\n")); message(err) != `parse cgroup.procs:1 "x": want "process id"` {
		t.Errorf("error %v", err)
	}
}

func TestParseProcCgroup(t *testing.T) {
	const hybrid = "9:name=systemd:/a\n4:cpu,memory:/docker/x:y\n0::/unified\n"
	for _, c := range []struct {
		content string
		version int
		want    string
		err     string
	}{
		{hybrid, 1, "/docker/x:y", ""},
		{hybrid, 2, "/unified", ""},
		{"0::/\n", 2, "/", ""},
		{"0::/\n", 1, "", `parse f:1 "": want "a line of the controller \"memory\""`},
		{"memory\n", 1, "", `parse f:1 "memory": want "id:controllers:path"`},
	} {
		got, err := parseProcCgroup("f", []byte(c.content), c.version)
		if got != c.want || message(err) != c.err {
			t.Errorf("v%d %q: got %q, error %q; want %q, error %q", c.version, c.content, got, message(err), c.want, c.err)
		}
	}
}

func TestParseMeminfo(t *testing.T) {
	got, err := parseMeminfo("meminfo", []byte("MemTotal:  16 kB\nHugePages_Total:  2\nSwapFree: 0 kB\n"))
	if want := map[string]uint64{"MemTotal": 16384, "SwapFree": 0}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	if _, err := parseMeminfo("meminfo", []byte("MemTotal: x kB\n")); message(err) != `parse meminfo:1 "MemTotal: x kB": want "Key: uint kB"` {
		t.Errorf("error %v", err)
	}
}

func FuzzParseStat(f *testing.F) {
	for _, seed := range []string{"anon 1\nfile 2\n", "anon", "a b c\n", "x 18446744073709551616\n", "\xff 1\n", "k 00\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		values, err := newParser().keyed(nil, "memory.stat", data)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "parse memory.stat:") {
				t.Errorf("the error names no line: %v", err)
			}
			return
		}
		lines := bytes.Count(append(bytes.TrimSuffix(data, []byte("\n")), '\n'), []byte("\n"))
		if len(data) > 0 && len(values) != lines {
			t.Errorf("%d values of %d lines: %q", len(values), lines, data)
		}
		for _, v := range values {
			if !bytes.Contains(data, []byte(v.Key+" ")) {
				t.Errorf("key %q is not in %q", v.Key, data)
			}
		}
	})
}
