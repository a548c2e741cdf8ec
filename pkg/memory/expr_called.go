package memory

// called is a sum with a name of its own: it is printed by the name, and Definitions says what it is.
type called struct {
	name string
	of   Expr
}

func (c called) eval(get lookup) (float64, []CounterID) { return c.of.eval(get) }
func (c called) String() string                         { return c.name }
func (c called) promql(p PromQL) (string, []CounterID)  { return c.of.promql(p) }
func (c called) walk(visit func(CounterID))             { c.of.walk(visit) }

// Definition is a name that a printed sum uses and the sum that it stands for.
type Definition struct {
	Name string
	Sum  Expr
}

// Definitions lists the names that the sums use, each once, what uses a name before what it stands for.
func Definitions(sums ...Expr) (all []Definition) {
	seen := map[string]bool{}
	for len(sums) > 0 {
		next := sums[0]
		sums = sums[1:]
		if c, ok := next.(called); ok && !seen[c.name] {
			seen[c.name] = true
			all = append(all, Definition{c.name, c.of})
		}
		sums = append(sums, parts(next)...)
	}
	return all
}

// parts are the sums that a sum is made of.
func parts(e Expr) (of []Expr) {
	switch x := e.(type) {
	case sum:
		for _, t := range x {
			of = append(of, t.of)
		}
	case floor0:
		of = []Expr{x.of}
	case minOf:
		of = x[:]
	case maxOf:
		of = x[:]
	case firstOf:
		of = x
	case called:
		of = []Expr{x.of}
	}
	return of
}
