package frame

import (
	"cmp"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// column is one column of a table of rows R: words, times or numbers.
type column[R any] struct {
	name      string
	title     string // displayNameFromDS
	help      string
	unit      string
	link      string // data link, relative to Grafana
	linkTitle string // "" = that of a link to a container
	word      func(R) string
	time      func(R) time.Time // the zero time is not known
	number    func(R) (float64, bool)
}

// fieldsOf writes the rows column by column.
func fieldsOf[R any](rows []R, columns []column[R]) []*data.Field {
	fields := make([]*data.Field, 0, len(columns))
	for _, c := range columns {
		field := c.values(rows)
		field.Config = &data.FieldConfig{DisplayNameFromDS: c.title, Description: c.help, Unit: c.unit}
		if c.link != "" {
			field.Config.Links = []data.DataLink{{Title: cmp.Or(c.linkTitle, linkTitle), URL: c.link}}
		}
		fields = append(fields, field)
	}
	return fields
}

func (c column[R]) values(rows []R) *data.Field {
	if c.word != nil {
		words := make([]*string, len(rows))
		for i, r := range rows {
			words[i] = text(c.word(r))
		}
		return data.NewField(c.name, nil, words)
	}
	if c.time != nil {
		times := make([]*time.Time, len(rows))
		for i, r := range rows {
			if at := c.time(r); !at.IsZero() {
				times[i] = &at
			}
		}
		return data.NewField(c.name, nil, times)
	}
	numbers := make([]*float64, len(rows))
	for i, r := range rows {
		numbers[i] = known(c.number(r))
	}
	return data.NewField(c.name, nil, numbers)
}
