package memory

import (
	"math"
	"strconv"
	"strings"
)

// units is how one system names its powers.
type units struct {
	base  float64
	names []string
}

var unitSystems = map[UnitSystem]units{
	IEC: {1024, []string{"B", "KiB", "MiB", "GiB", "TiB", "PiB"}},
	SI:  {1000, []string{"B", "kB", "MB", "GB", "TB", "PB"}},
}

// FormatBytes prints bytes with three significant digits in a unit system, such as "1.90 GB" or
// "1.77 GiB". Whole bytes have no decimals; what has no value prints as "unknown".
func FormatBytes(v float64, system UnitSystem) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "unknown"
	}
	u, ok := unitSystems[system]
	if !ok {
		u = unitSystems[IEC]
	}
	sign, rest, power := "", math.Abs(v), 0
	// Rounded up to the next unit's 1.00 rather than printed as 1000 of this one.
	for power < len(u.names)-1 && math.Round(rest) >= u.base {
		rest, power = rest/u.base, power+1
	}
	digits := significant(rest, power)
	if v < 0 && strings.Trim(digits, "0.") != "" {
		sign = "−"
	}
	return sign + digits + " " + u.names[power]
}

// significant prints three digits, and more where the integer part has them.
func significant(v float64, power int) string {
	decimals := 0
	switch {
	case power == 0 || v >= 99.95:
	case v >= 9.995:
		decimals = 1
	default:
		decimals = 2
	}
	return strconv.FormatFloat(v, 'f', decimals, 64)
}
