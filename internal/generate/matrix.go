package generate

import (
	"bytes"
	"fmt"

	"github.com/memledger/memledger/pkg/memory"
)

// marks are how the matrix writes how far a dialect tells something.
var marks = map[memory.Tells]string{memory.TellsExact: "●", memory.TellsCoarse: "◐", memory.TellsAbsent: "–"}

const legend = "● told, ◐ only as a part of something coarser, – not told; * only with a setting that is off by default, which its spellings name. v1 and v2: on that cgroup version, where the exporter tells which it is."

// matrix prints what each dialect tells: a row a class or counter, a column a dialect.
func matrix(b *bytes.Buffer) {
	for _, side := range []struct {
		side memory.Side
		name string
	}{{memory.CgroupSide, "containers"}, {memory.GoSide, "Go processes"}} {
		rows := rowsOf(side.side)
		head := []string{""}
		for _, r := range rows {
			head = append(head, columnName(r))
		}
		var classes, counters [][]string
		for _, c := range memory.MatrixClasses(side.side) {
			classes = append(classes, cells(string(c.ID), rows, func(r memory.MatrixRow) memory.Cell { return r.Classes[c.ID] }))
		}
		for _, c := range memory.MatrixCounters(side.side) {
			counters = append(counters, cells(string(c.ID), rows, func(r memory.MatrixRow) memory.Cell { return r.Counters[c.ID] }))
		}
		section(b, "Which class which exporter tells: "+side.name, legend+ledgerNote(side.side), head, classes)
		section(b, "Which counter which exporter tells: "+side.name, legend, head, counters)
	}
}

func ledgerNote(side memory.Side) string {
	if side == memory.CgroupSide {
		return " Where an exporter does not tell usage there is no breakdown: only what it prints is shown."
	}
	return " Beside a container's side that lacks nothing."
}

func rowsOf(side memory.Side) (rows []memory.MatrixRow) {
	for _, r := range memory.Matrix(memory.Dialects) {
		if r.Dialect.Side == side {
			rows = append(rows, r)
		}
	}
	return rows
}

func columnName(r memory.MatrixRow) string {
	if r.Version == 0 {
		return code(string(r.Dialect.ID))
	}
	return fmt.Sprintf("%s v%d", code(string(r.Dialect.ID)), r.Version)
}

func cells(id string, rows []memory.MatrixRow, of func(memory.MatrixRow) memory.Cell) []string {
	line := []string{code(id)}
	for _, r := range rows {
		c := of(r)
		mark := marks[c.Tells]
		if c.Optional {
			mark += "*"
		}
		line = append(line, mark)
	}
	return line
}
