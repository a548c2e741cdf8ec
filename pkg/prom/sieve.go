package prom

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/prometheus/common/model"
)

// sieve hands the series of an answer on while it still comes, and gives the API client what is left:
// the same answer without any. Nothing holds the whole of it at once.
type sieve struct {
	*transport
	visit func(*Series)
}

// lenient takes what the API client takes too.
var lenient = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

// Do is transport.Do for an answer of series. One that is no success is read as ever.
func (s *sieve) Do(ctx context.Context, req *http.Request) (*http.Response, []byte, error) {
	return s.exchange(ctx, req, func(resp *http.Response, body *bounded) ([]byte, *Error) {
		begin := bufio.NewReaderSize(body, readAhead)
		head, _ := begin.Peek(firstLook)
		if resp.StatusCode/100 != 2 || !looksLikeJSON(head) {
			return whole(resp, begin, body)
		}
		strainer := &strainer{dec: jsontext.NewDecoder(begin, lenient...), labels: newLabelReader(), visit: s.visit}
		err := strainer.answer()
		switch {
		case err == nil:
			return strainer.rest.Bytes(), nil
		case body.failed != nil:
			return nil, body.failed
		}
		return nil, &Error{Kind: KindNotJSON, Status: resp.StatusCode, Detail: shorten(err.Error())}
	})
}

const (
	readAhead = 32 << 10
	firstLook = 64 // enough to tell JSON from a page
)

// strainer divides one answer into its series and the rest.
type strainer struct {
	dec    *jsontext.Decoder
	labels *labelReader
	visit  func(*Series)
	rest   bytes.Buffer
	series Series
}

func (s *strainer) answer() error {
	err := s.object(func(member []byte) error {
		if string(member) == `"data"` && s.dec.PeekKind() == '{' {
			return s.object(s.data)
		}
		return s.copy()
	})
	if err != nil {
		return err
	}
	// To the end, or the connection cannot be used again.
	if _, err = s.dec.ReadToken(); errors.Is(err, io.EOF) {
		return nil
	}
	return errors.Join(errors.New("more follows the answer"), err)
}

func (s *strainer) data(member []byte) error {
	if string(member) != `"result"` || s.dec.PeekKind() != '[' {
		return s.copy()
	}
	if _, err := s.dec.ReadToken(); err != nil {
		return err
	}
	s.rest.WriteByte('[')
	for s.dec.PeekKind() == '{' {
		if err := s.one(); err != nil {
			return err
		}
	}
	// A scalar is a list too, of what is no series: the API client says what is wrong with that.
	for first := true; s.dec.PeekKind() != ']'; first = false {
		if !first {
			s.rest.WriteByte(',')
		}
		if err := s.copy(); err != nil {
			return err
		}
	}
	s.rest.WriteByte(']')
	_, err := s.dec.ReadToken()
	return err
}

// object copies an object, each member by what knows of it.
func (s *strainer) object(member func(name []byte) error) error {
	if _, err := s.dec.ReadToken(); err != nil {
		return err
	}
	s.rest.WriteByte('{')
	for first := true; s.dec.PeekKind() != '}'; first = false {
		if !first {
			s.rest.WriteByte(',')
		}
		name, err := s.dec.ReadValue()
		if err != nil {
			return err
		}
		s.rest.Write(name)
		s.rest.WriteByte(':')
		if err := member(name); err != nil {
			return err
		}
	}
	s.rest.WriteByte('}')
	_, err := s.dec.ReadToken()
	return err
}

func (s *strainer) copy() error {
	v, err := s.dec.ReadValue()
	s.rest.Write(v)
	return err
}

// one reads one series. One that has histograms only is no series of values.
func (s *strainer) one() (err error) {
	if _, err := s.dec.ReadToken(); err != nil {
		return err
	}
	s.series.Name, s.series.Labels, s.series.Points = "", &noLabels, s.series.Points[:0]
	for s.dec.PeekKind() != '}' {
		name, err := s.dec.ReadValue()
		if err != nil {
			return err
		}
		if err := s.member(name); err != nil {
			return err
		}
	}
	if _, err = s.dec.ReadToken(); err == nil && len(s.series.Points) > 0 {
		s.visit(&s.series)
	}
	return err
}

var noLabels LabelSet

func (s *strainer) member(name []byte) (err error) {
	switch string(name) {
	case `"metric"`:
		var object []byte
		if object, err = s.dec.ReadValue(); err == nil {
			s.series.Name, s.series.Labels, err = s.labels.read(object)
		}
		return err
	case `"value"`:
		return s.point()
	case `"values"`:
		if _, err := s.dec.ReadToken(); err != nil {
			return err
		}
		for s.dec.PeekKind() == '[' {
			if err := s.point(); err != nil {
				return err
			}
		}
		_, err = s.dec.ReadToken()
		return err
	}
	return s.dec.SkipValue()
}

var errPoint = errors.New(`a point of a series: want [seconds, "value"]`)

// point reads one [1700000000.123, "42"].
func (s *strainer) point() error {
	raw, err := s.dec.ReadValue()
	if err != nil {
		return err
	}
	at, value, ok := bytes.Cut(bytes.Trim(raw, "[]"), []byte{','})
	if value = bytes.TrimSpace(value); !ok || len(value) < 2 || value[0] != '"' {
		return fmt.Errorf("%w, got %s", errPoint, shorten(string(raw)))
	}
	seconds, err := strconv.ParseFloat(string(bytes.TrimSpace(at)), 64)
	if err != nil {
		return fmt.Errorf("%w: %w", errPoint, err)
	}
	v, err := strconv.ParseFloat(string(value[1:len(value)-1]), 64)
	if err != nil {
		return fmt.Errorf("%w: %w", errPoint, err)
	}
	s.series.Points = append(s.series.Points, model.SamplePair{Timestamp: model.Time(math.Round(seconds * 1000)), Value: model.SampleValue(v)})
	return nil
}
