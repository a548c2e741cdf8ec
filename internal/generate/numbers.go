package generate

import (
	"bytes"
	"fmt"
	"math"
	"slices"

	"github.com/memledger/memledger/pkg/memory"
)

// numberTexts prints numbers as Go writes them, which the front end's tests hold its own printer to.
func numberTexts() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("{\n  \"bytes\": [\n")
	row := func(last bool, cells ...any) error {
		line, err := compactJSON(cells)
		b.WriteString("    " + string(line))
		if !last {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		return err
	}
	amounts := writtenAmounts()
	for i, v := range amounts {
		if err := row(i == len(amounts)-1, v, memory.FormatBytes(v, memory.IEC), memory.FormatBytes(v, memory.SI)); err != nil {
			return nil, fmt.Errorf("generate bytes: %w", err)
		}
	}
	b.WriteString("  ],\n  \"shares\": [\n")
	shares := writtenShares()
	for i, v := range shares {
		if err := row(i == len(shares)-1, v, memory.FormatShare(v)); err != nil {
			return nil, fmt.Errorf("generate shares: %w", err)
		}
	}
	b.WriteString("  ]\n}\n")
	return b.Bytes(), nil
}

// writtenAmounts are where digits, units and signs turn, on both sides of each, and amounts between them.
func writtenAmounts() []float64 {
	all := []float64{0, 0.4, 0.5, -0.2, 1, 330821632}
	for base, mantissas := range map[float64][]float64{
		1000: {0.9994, 0.9996, 1, 1.125, 9.994, 9.995, 9.996, 99.94, 99.95, 99.96, 999.4, 999.5},
		1024: {0.9994, 1, 1.125, 1.875, 9.994, 9.996, 99.94, 99.96, 1000, 1023.4, 1023.5},
	} {
		for power := 1.0; power <= 5; power++ {
			for _, m := range mantissas {
				v := math.Round(m * math.Pow(base, power))
				all = append(all, v, -v)
			}
		}
	}
	for v := 3.0; v < 1e17; v = math.Round(v * 1.71) {
		all = append(all, v)
	}
	return sorted(all)
}

func writtenShares() []float64 {
	all := []float64{0, 0.0004, 0.0005, 0.000999, 0.001, 0.0015, 0.0042, 0.0125, 0.0949, 0.0994, 0.0995, 0.0996, 0.125, 0.145, 0.974, 0.995, 0.996, 1, 1.5, 12.3}
	for _, v := range all[1:] {
		all = append(all, -v)
	}
	for v := 0.0007; v < 3; v *= 1.31 {
		all = append(all, math.Round(v*1e6)/1e6)
	}
	return sorted(all)
}

func sorted(all []float64) []float64 {
	slices.Sort(all)
	return slices.Compact(all)
}
