// Command generate writes what is printed from the tables of pkg/memory: src/generated/memory.ts
// and docs/reference.md. Run it from the root of the repository: npm run generate.
package main

import (
	"fmt"
	"os"

	"github.com/memledger/memledger/internal/generate"
)

func main() {
	if err := generate.WriteAll("."); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}
