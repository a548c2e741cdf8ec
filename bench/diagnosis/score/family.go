package score

import "github.com/memledger/memledger/pkg/memory"

type familyTally struct {
	FamilyScore
	given map[memory.CauseID]int // answers that were not right
}

func newFamilyTally(a *Answer) *familyTally {
	return &familyTally{FamilyScore{Family: a.Family, Aspect: a.Aspect, Truth: a.Truth}, map[memory.CauseID]int{}}
}

func (t *familyTally) add(a *Answer) {
	t.Asked++
	t.Right += count(a.Outcome == Right)
	t.WrongSure += count(a.sureAndWrong())
	if a.Outcome != Right {
		t.given[a.Given]++
	}
	// Families whose level is whatever the books say have no one truth.
	if t.Truth != a.Truth {
		t.Truth = ""
	}
}

func (t *familyTally) row() FamilyScore {
	for id, n := range t.given {
		if best := t.given[t.MostlyGiven]; n > best || n == best && id < t.MostlyGiven {
			t.MostlyGiven = id
		}
	}
	return t.FamilyScore
}
