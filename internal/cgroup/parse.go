package cgroup

import (
	"bytes"
	"fmt"
	"math"
)

// Value is one number of a file. Key is empty in files that hold a single number.
type Value struct {
	Key   string
	Value uint64
}

// unlimited is where "no limit" begins. v2 prints "max"; v1 prints PAGE_COUNTER_MAX, which depends
// on the page size (9223372036854771712 with 4 KiB pages). No machine has 4 EiB.
const unlimited = 1 << 62

// Unlimited says whether the kernel prints no limit: such a key has no value.
func (v Value) Unlimited() bool { return v.Value >= unlimited }

// parser holds the keys seen so far, so that a key is allocated once and not once a cgroup.
type parser struct {
	keys map[string]string
}

func newParser() *parser { return &parser{keys: map[string]string{}} }

func (p *parser) intern(key []byte) string {
	if s, ok := p.keys[string(key)]; ok {
		return s
	}
	s := string(key)
	p.keys[s] = s
	return s
}

// keyed parses lines of "key uint", such as memory.stat and memory.events.
func (p *parser) keyed(dst []Value, file string, data []byte) ([]Value, error) {
	for line := 1; len(data) > 0; line++ {
		var text []byte
		text, data = cutLine(data)
		key, number, ok := bytes.Cut(text, []byte(" "))
		v, isUint := parseUint(number)
		if !ok || len(key) == 0 || !isUint {
			return dst, &ParseError{File: file, Line: line, Text: string(text), Want: "key uint"}
		}
		dst = append(dst, Value{Key: p.intern(key), Value: v})
	}
	return dst, nil
}

// single parses a file of one number. "max" and v1's way to say it give no value.
func (p *parser) single(dst []Value, file string, data []byte) ([]Value, error) {
	text, _ := cutLine(data)
	if string(text) == "max" {
		return dst, nil
	}
	v, ok := parseUint(text)
	if !ok {
		return dst, &ParseError{File: file, Line: 1, Text: string(text), Want: "uint or max"}
	}
	if v >= unlimited {
		return dst, nil
	}
	return append(dst, Value{Value: v}), nil
}

// pressure parses memory.pressure; a value is the total= of its line, in microseconds.
// Source: Linux Documentation/accounting/psi.rst.
func (p *parser) pressure(dst []Value, file string, data []byte) ([]Value, error) {
	for line := 1; len(data) > 0; line++ {
		var text []byte
		text, data = cutLine(data)
		key, rest, ok := bytes.Cut(text, []byte(" "))
		_, number, hasTotal := bytes.Cut(rest, []byte("total="))
		v, isUint := parseUint(number)
		if !ok || len(key) == 0 || !hasTotal || !isUint {
			return dst, &ParseError{File: file, Line: line, Text: string(text), Want: "some|full avg10=… avg60=… avg300=… total=uint"}
		}
		dst = append(dst, Value{Key: p.intern(key), Value: v})
	}
	return dst, nil
}

// countLines counts the processes listed in cgroup.procs.
func countLines(data []byte) int {
	n := bytes.Count(data, []byte("\n"))
	if len(data) > 0 && data[len(data)-1] != '\n' {
		n++
	}
	return n
}

// parsePIDs parses cgroup.procs. A process of another PID namespace is printed as 0 and left out.
func parsePIDs(file string, data []byte) ([]int, error) {
	var pids []int
	for line := 1; len(data) > 0; line++ {
		var text []byte
		text, data = cutLine(data)
		v, ok := parseUint(text)
		if !ok || v > math.MaxInt32 {
			return pids, &ParseError{File: file, Line: line, Text: string(text), Want: "process id"}
		}
		if v != 0 {
			pids = append(pids, int(v))
		}
	}
	return pids, nil
}

func cutLine(data []byte) (line, rest []byte) {
	line, rest, _ = bytes.Cut(data, []byte("\n"))
	return line, rest
}

// parseUint is strconv.ParseUint for decimal bytes, without the string.
func parseUint(b []byte) (uint64, bool) {
	if len(b) == 0 {
		return 0, false
	}
	var v uint64
	for _, c := range b {
		d := uint64(c - '0')
		if c < '0' || c > '9' || v > (math.MaxUint64-d)/10 {
			return 0, false
		}
		v = v*10 + d
	}
	return v, true
}

// ParseError is content that is not what the kernel prints. It names the file, the line (from 1),
// the text found there and the text that was expected.
type ParseError struct {
	File string
	Line int
	Text string
	Want string
}

func (e *ParseError) Error() string {
	return fmt.Sprintf("parse %s:%d %q: want %q", e.File, e.Line, e.Text, e.Want)
}
