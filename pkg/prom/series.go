package prom

import (
	"bytes"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/prometheus/common/model"
)

// Label is one label of a series.
type Label struct{ Name, Value string }

// LabelSet is the labels of a series but for its name, sorted; none is empty.
type LabelSet struct{ Pairs []Label }

// Series is one series of an answer. Points are valid until the next one.
type Series struct {
	Name string // "" where the query took it away
	// Labels is the same pointer for series of one answer that differ in their names alone, unless the
	// server writes labels in an unusual order: so that work on a set need not be done for each series.
	Labels *LabelSet
	Points []model.SamplePair
}

// labelReader reads label sets. Half a million series have some ten thousand sets, and of those most
// values are the same too: each is kept once.
type labelReader struct {
	words map[string]string
	sets  map[string]*LabelSet // by their JSON, from behind the name on
	dec   jsontext.Decoder
	raw   bytes.Reader
}

func newLabelReader() *labelReader {
	return &labelReader{words: map[string]string{}, sets: map[string]*LabelSet{}}
}

// nameFirst is how Prometheus begins the labels of a series, whose names it sorts.
const nameFirst = `{"` + model.MetricNameLabel + `":"`

// read takes the JSON object of a series' labels apart.
func (l *labelReader) read(object []byte) (name string, set *LabelSet, err error) {
	rest, ok := bytes.CutPrefix(object, []byte(nameFirst))
	end := bytes.IndexByte(rest, '"')
	if !ok || end < 0 || bytes.IndexByte(rest[:end], '\\') >= 0 {
		return l.parse(object)
	}
	rest, name = rest[end:], l.word(rest[:end])
	if set, ok := l.sets[string(rest)]; ok {
		return name, set, nil
	}
	name, set, err = l.parse(object)
	l.sets[string(rest)] = set
	return name, set, err
}

func (l *labelReader) parse(object []byte) (name string, set *LabelSet, err error) {
	l.raw.Reset(object)
	l.dec.Reset(&l.raw, lenient...)
	set = &LabelSet{}
	if _, err := l.dec.ReadToken(); err != nil {
		return "", nil, err
	}
	for l.dec.PeekKind() == '"' {
		label, err := l.text()
		if err != nil {
			return "", nil, err
		}
		value, err := l.text()
		if err != nil {
			return "", nil, err
		}
		if label == model.MetricNameLabel {
			name = value
		} else if value != "" {
			set.Pairs = append(set.Pairs, Label{label, value})
		}
	}
	slices.SortFunc(set.Pairs, func(a, b Label) int { return strings.Compare(a.Name, b.Name) })
	return name, set, nil
}

// text reads one string.
func (l *labelReader) text() (string, error) {
	quoted, err := l.dec.ReadValue()
	if err != nil {
		return "", err
	}
	if inner := bytes.Trim(quoted, `"`); len(inner) == len(quoted)-2 && bytes.IndexByte(inner, '\\') < 0 {
		return l.word(inner), nil
	}
	unquoted, err := jsontext.AppendUnquote(nil, quoted)
	return l.word(unquoted), err
}

func (l *labelReader) word(b []byte) string {
	if w, ok := l.words[string(b)]; ok {
		return w
	}
	w := string(b)
	l.words[w] = w
	return w
}
