package exporter

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/memledger/memledger/internal/cgroup"
)

// labelSet is what the samples of one cgroup have in common, as text, kept from scrape to scrape.
type labelSet struct {
	identity cgroup.Identity
	base     []byte
	info     []byte
	scrape   uint64 // the last one that had the cgroup
}

// label is a name and a value of any bytes.
type label struct{ name, value string }

func newLabelSet(path string, version int, i cgroup.Identity) *labelSet {
	base := []label{
		{"id", path}, {"container", i.Container}, {"pod", i.Pod}, {"namespace", i.Namespace},
		{"runtime", i.Runtime}, {"container_id", i.ContainerID},
	}
	info := slices.Concat(base, []label{
		{"version", strconv.Itoa(version)}, {"image", i.Image}, {"unit", i.Unit}, {"pod_uid", i.PodUID},
		{"compose_project", i.ComposeProject}, {"compose_service", i.ComposeService},
	})
	return &labelSet{identity: i, base: text(base), info: text(info)}
}

// with returns the labels with more of them.
func (l *labelSet) with(more ...label) []byte {
	return append(append(l.base[:len(l.base)-1:len(l.base)-1], ','), text(more)[1:]...)
}

var escapeLabel = strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`)

// text is the labels in braces, as the text format has them.
func text(labels []label) []byte {
	var b strings.Builder
	for i, l := range labels {
		fmt.Fprintf(&b, `%c%s="%s"`, "{,"[min(i, 1)], l.name, escapeLabel.Replace(validUTF8(l.value)))
	}
	return []byte(b.String() + "}")
}

// validUTF8 spells bytes that are no UTF-8 as \xNN, as systemd does: a cgroup may have any name but a
// label may not, and two names must not become one.
func validUTF8(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, s[0])
		} else if r == '\\' { // or a name with \xff in letters would become one with the byte
			b.WriteString(`\\`)
		} else {
			b.WriteString(s[:size])
		}
		s = s[size:]
	}
	return b.String()
}
