package score

import (
	"fmt"

	"github.com/memledger/memledger/bench/diagnosis/corpus"
	"github.com/memledger/memledger/pkg/memory"
)

// RecordingRow is one real run and what was made of all that our exporter tells of it.
type RecordingRow struct {
	Name                              string
	Level, Trend                      Told
	Program, Kernel, Date, Compressed string
}

func judgeRecordings(runs []corpus.Real) (rows []RecordingRow) {
	for i := range runs {
		r, c := &runs[i].Recording, &runs[i].Cases[0]
		v := memory.Diagnose(c.History, c.Now, memory.Options{})
		a := judge(c, v)
		rows = append(rows, RecordingRow{
			Name: r.Name, Level: tell(a[0]), Trend: tell(a[1]), Program: r.Program + ", " + r.Runtime,
			Kernel: fmt.Sprintf("%s, cgroup v%d", r.Kernel, r.Cgroup), Date: r.Date, Compressed: fmt.Sprintf("×%.0f", r.Factor),
		})
	}
	return rows
}
