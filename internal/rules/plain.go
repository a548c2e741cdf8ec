package rules

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/memledger/memledger/pkg/memory"
)

// Series that growth is told by: what is watched, one a cause, and its floor of two hours, which neither
// garbage nor a burst moves.
const (
	watched   = "memledger:watched"
	floors    = "memledger:watched:floor_2h"
	allFloors = "memledger:unreclaimable_bytes:floor_2h"
	days      = 3
)

// alert prints one row of the alerts table, with the series that it needs.
func (p *printer) alert(a *memory.Alert) {
	p.about = a.ID
	switch {
	case a.Plain.Grows:
		p.growing(a)
	case a.Plain.Meets:
		p.meeting(a)
	case a.Plain.Event != "":
		p.happening(a)
	default:
		text, missing := p.expression(a.Plain.Sum, a.Plain.Of)
		p.measured(a, text, missing)
	}
}

// measured records an alert's measure and compares it, if nothing is missing.
func (p *printer) measured(a *memory.Alert, text string, missing []memory.CounterID) {
	if len(missing) > 0 {
		p.cannot(string(a.ID), missing)
		return
	}
	name := "memledger:" + a.Measure
	ofGo := func(text string) string { return strings.ReplaceAll(text, "{}", p.sides[memory.GoSide].matchers(nil)) }
	if a.Plain.Else != "" {
		text += "\nor\n" + p.sides[memory.GoSide].alone(ofGo(a.Plain.Else))
	}
	p.record(name, nil, text+p.andLeast(a))
	expr := held(a, name) + " " + a.Comparison.Sign() + " " + number(a.Threshold)
	if a.Plain.Unless != "" {
		expr += "\nunless on (cluster, job, instance) " + ofGo(a.Plain.Unless)
	}
	p.add(a, expr+p.unlessKept(a))
}

// andLeast leaves out what is too little to count.
func (p *printer) andLeast(a *memory.Alert) string {
	var ways []string
	for _, least := range a.Plain.Least {
		if text, missing := p.expression(a.Plain.Sum, least.Of); len(missing) == 0 {
			ways = append(ways, "(\n"+text+"\n) >= "+number(least.At))
		}
	}
	if len(ways) == 0 {
		return ""
	}
	return "\nand (\n" + strings.Join(ways, "\nor\n") + "\n)"
}

// held is the largest number of a series within the time that an alert holds it.
func held(a *memory.Alert, name string) string {
	if a.Plain.Held == 0 {
		return name
	}
	return fmt.Sprintf("max_over_time(%s[%s])", name, duration(a.Plain.Held))
}

// unlessKept leaves out what fits, and of which what is kept is no reason for the alert.
func (p *printer) unlessKept(a *memory.Alert) string {
	if a.Plain.Kept == nil {
		return ""
	}
	kept, lacks := p.expression(a.Plain.Kept, a.Plain.Of)
	fits, lacking := p.expression(a.Plain.Fits, a.Plain.Of)
	if len(lacks)+len(lacking) > 0 {
		return ""
	}
	name := "memledger:" + a.Measure + ":kept"
	p.record(name, nil, kept+"\nand on ("+joinLabels+") (\n"+fits+"\n) <= 1")
	// Where it fits at one look and not at the next it counts.
	return "\nunless on (" + joinLabels + ") (" + held(a, name) + " <= " + number(a.Threshold) + " and " + name + ")"
}

// growing prints an alert on the lines of causes: by how much each grew on every one of the last days.
func (p *printer) growing(a *memory.Alert) {
	var found []string
	for _, id := range a.Causes {
		c, _ := memory.CauseByID(id)
		text, least, missing := p.line(c)
		if len(missing) > 0 {
			p.cannot(string(a.ID)+" ("+string(id)+")", missing)
			continue
		}
		of := map[string]string{"cause": string(id)}
		p.record(watched, of, text)
		series := fmt.Sprintf(`%s{cause=%q}`, floors, string(id))
		p.record(floors, of, fmt.Sprintf("min_over_time(%s{cause=%q}[2h])", watched, string(id)))
		found = append(found, grew(series, least, days))
	}
	if len(found) > 0 {
		p.add(a, strings.Join(found, "\nor\n"))
	}
}

// line is the first of a cause's lines that is there, container by container.
func (p *printer) line(c *memory.Cause) (text string, least float64, missing []memory.CounterID) {
	var ways []string
	for i := range c.Rises {
		way, lacks := p.expression(c.Rises[i].Sum, nil)
		if len(lacks) == 0 {
			ways, least = append(ways, way+p.unless(c.Rises[i].Unless)), c.Rises[i].LeastGrowth()
		} else if i == 0 {
			missing = lacks
		}
	}
	if len(ways) > 0 {
		missing = nil
	}
	return strings.Join(ways, "\nor\n"), least, missing
}

// unless leaves out where a setting is told to be off; nothing where it is not told.
func (p *printer) unless(setting memory.CounterID) string {
	c, ok := memory.CounterByID(setting)
	if !ok {
		return ""
	}
	of := p.sides[c.Side]
	text, ok := of.spell(setting)
	if !ok {
		return ""
	}
	return "\nunless\n" + of.alone(text) + " >= " + strconv.FormatFloat(memory.Unlimited, 'g', -1, 64)
}

// grew says that a series grew by least on every one of the last n days.
func grew(series string, least float64, n int) string {
	var all []string
	for day := range n {
		all = append(all, fmt.Sprintf("(%s - %s > %s)", offset(series, day), offset(series, day+1), number(least)))
	}
	return strings.Join(all, "\nand ")
}

// offset is a series some days ago: of the three hours before where Prometheus was down.
func offset(series string, day int) string {
	if day == 0 {
		return series
	}
	return fmt.Sprintf("last_over_time(%s[3h] offset %dd)", series, day)
}

// meeting prints an alert on the hours until unreclaimable memory meets the limit: at the rate of the
// last two days, if it grew on each.
func (p *printer) meeting(a *memory.Alert) {
	_, missing := p.expression(a.Plain.Sum, a.Plain.Of)
	sum, limit := p.sums.Recorded[a.Plain.Sum.String()], p.sums.Recorded[a.Plain.Of.String()]
	if len(missing) == 0 {
		p.record(allFloors, nil, fmt.Sprintf("min_over_time(%s[2h])", sum))
	}
	rate := fmt.Sprintf("(%s - %s) / 48", allFloors, offset(allFloors, 2))
	bytes := memory.Line{Unit: memory.Bytes}
	p.measured(a, fmt.Sprintf("clamp_min(%s - %s, 0) / (%s)\nand %s", limit, sum, rate, grew(allFloors, bytes.LeastGrowth(), 2)), missing)
}

// cannot says which counters an exporter would have to tell.
func (p *printer) cannot(what string, missing []memory.CounterID) {
	var lacks []string
	for _, id := range missing {
		lacks = append(lacks, string(id))
	}
	p.unspoken = append(p.unspoken, what+", because these exporters do not tell "+strings.Join(unique(lacks), ", "))
}

func unique(words []string) (out []string) {
	seen := map[string]bool{}
	for _, w := range words {
		if !seen[w] {
			out = append(out, w)
		}
		seen[w] = true
	}
	return out
}

// plainValues says how Prometheus's templates print a measure, by its unit. Growth is in what it is of.
var plainValues = map[string]string{
	"percentunit": "{{ $value | humanizePercentage }}",
	"h":           `{{ printf "%.1f" $value }}`,
	"short":       "{{ $value }}",
}

const containerName = place + "{{ with $labels.container }}{{ . }}{{ else }}{{ $labels.job }} {{ $labels.instance }}{{ end }}"

// askVerdict is how a person without the plugin gets the verdict on the container of an alert.
const askVerdict = "{{ with $labels.container }} The verdict: memledger report --from-prometheus URL --container {{ . }}{{ with $labels.namespace }} --label namespace={{ . }}{{ end }}{{ with $labels.pod }} --label pod={{ . }}{{ end }}{{ end }}"

func (p *printer) add(a *memory.Alert, expr string) {
	m, _ := memory.MeasureByID(a.Measure)
	in := words{container: containerName, cause: `{{ with $labels.cause }}{{ reReplaceAll "_" " " . }}{{ end }}`, value: plainValues[m.Unit]}
	if a.Plain.Grows {
		in.value = "{{ $value | humanize }} a day"
	}
	summary := strings.ReplaceAll(in.fill(a.Summary), " sure)", ")")
	notes := pairs{{"summary", summary}, {"description", in.fill(a.Description) + askVerdict}, {"runbook_url", runbookURL(a, "{{ $labels.cause }}")}}
	rule := plainRule{
		Alert: alertName(a.ID), Expr: literal(expr), For: duration(cmp.Or(p.For, a.For)), Labels: map[string]string{"severity": string(a.Severity)}, Annotations: notes,
	}
	if a.Plain.Keeps > 0 {
		rule.Keeps = duration(a.Plain.Keeps)
	}
	p.alerts = append(p.alerts, rule)
}

// alertName is an id as Prometheus's alerts are called: MemledgerHeapLeak.
func alertName(id memory.AlertID) string {
	var b strings.Builder
	b.WriteString("Memledger")
	for word := range strings.SplitSeq(string(id), "_") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
