// Command diagnosis judges memory.Diagnose on the corpus and prints the scoreboard as JSON.
// npm run bench -- diagnosis makes a page of it.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"

	"github.com/memledger/memledger/bench/diagnosis/corpus"
	"github.com/memledger/memledger/bench/diagnosis/score"
)

func main() {
	size := score.Size{}
	half := flag.String("half", string(corpus.Report), "families to run: tuning or report")
	flag.IntVar(&size.Seeds, "seeds", 60, "lives of each family")
	flag.IntVar(&size.Months, "months", 10000, "container-months without a leak")
	flag.Float64Var(&size.EveryHours, "every", 12, "hours between two verdicts of such a month")
	flag.IntVar(&size.Leaks, "leaks", 1000, "leaks of each size")
	flag.IntVar(&size.Deaths, "deaths", 80, "leaks lived to the kill")
	flag.IntVar(&size.QuietMonths, "quiet", 200, "container-months without a leak for the rivals, a point a minute")
	flag.Parse()
	if *half != string(corpus.Tuning) && *half != string(corpus.Report) {
		fmt.Fprintf(os.Stderr, "diagnosis: -half %q: want tuning or report\n", *half)
		os.Exit(2)
	}
	board, err := score.Run(corpus.Half(*half), size, func(s string) { fmt.Fprintln(os.Stderr, s) })
	if err != nil {
		fmt.Fprintf(os.Stderr, "diagnosis: %v\n", err)
		os.Exit(1)
	}
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", " ")
	if err := out.Encode(board); err != nil {
		fmt.Fprintf(os.Stderr, "diagnosis: %v\n", err)
		os.Exit(1)
	}
}
