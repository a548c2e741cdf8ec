package report

import (
	"strings"
	"testing"
)

func TestNothingOthersWroteReachesTheTerminal(t *testing.T) {
	got := PrintableLines("no container:\n  \x1b[31mred\u202e\a\n  b\xff\rc")
	if want := "no container:\n  ?[31mred??\n  b??c"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := PrintableLines("shop/é-1"); got != "shop/é-1" || strings.Contains(got, "?") {
		t.Errorf("%q, want it as it is", got)
	}
}
