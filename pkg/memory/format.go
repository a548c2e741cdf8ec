package memory

import (
	"math"
	"strconv"
	"strings"
)

// ByteUnits is how one system names its powers.
type ByteUnits struct {
	Base  float64  `json:"base"`
	Names []string `json:"names"`
}

// UnitSystems is the table of the systems that tools print in.
var UnitSystems = map[UnitSystem]ByteUnits{
	IEC: {1024, []string{"B", "KiB", "MiB", "GiB", "TiB", "PiB"}},
	SI:  {1000, []string{"B", "kB", "MB", "GB", "TB", "PB"}},
}

// What has no value, and the sign of what is below zero (U+2212).
const (
	noNumber  = "unknown"
	minusSign = "−"
)

// FormatBytes prints bytes with three significant digits in a unit system, such as "1.90 GB" or
// "1.77 GiB". Whole bytes have no decimals; what has no value prints as "unknown". The front end's
// formatBytes prints the same: src/generated/numbers.json holds both to it.
func FormatBytes(v float64, system UnitSystem) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return noNumber
	}
	u, ok := UnitSystems[system]
	if !ok {
		u = UnitSystems[IEC]
	}
	rest, power := math.Abs(v), 0
	// Rounded up to the next unit's 1.00 rather than printed as 1000 of this one.
	for power < len(u.Names)-1 && math.Round(rest) >= u.Base {
		rest, power = rest/u.Base, power+1
	}
	digits := significant(rest, power)
	if v < 0 && strings.Trim(digits, "0.") != "" {
		digits = minusSign + digits
	}
	return digits + " " + u.Names[power]
}

// significant prints three digits, and more where the integer part has them.
func significant(v float64, power int) string {
	switch {
	case power == 0 || v >= 99.95:
		return rounded(v, 0)
	case v >= 9.995:
		return rounded(v, 1)
	}
	return rounded(v, 2)
}

// FormatShare prints a part of a whole in percent: "97%", below ten with a decimal, so that 0.4% is not nothing,
// and "<0.1%" for what is less and not nothing. The front end's formatShare prints the same.
func FormatShare(share float64) string {
	if math.IsNaN(share) || math.IsInf(share, 0) {
		return noNumber
	}
	percent, sign := math.Abs(100*share), ""
	if share < 0 {
		sign = minusSign
	}
	switch {
	case percent == 0:
		return "0%"
	case percent < 0.1:
		return sign + "<0.1%"
	case percent < 9.95:
		return sign + rounded(percent, 1) + "%"
	}
	return sign + rounded(percent, 0) + "%"
}

// rounded prints a number that is not below zero with so many decimals, a half up, as people do and not to even.
func rounded(v float64, decimals int) string {
	power := math.Pow10(decimals)
	return strconv.FormatFloat(math.Round(v*power)/power, 'f', decimals, 64)
}
