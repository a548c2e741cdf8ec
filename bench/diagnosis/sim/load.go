package sim

import (
	"math"
	"math/rand/v2"
)

// Load is how busy the program is, as a factor around 1.
type Load struct {
	Daily   float64 // how far it swings over the day, 0 to 1
	Weekend float64 // what is left of it on days 6 and 7; 0 = no weekend
	Noise   float64 // of minutes, relative
	Burst   float64 // factor of a burst; 0 = none
	Bursts  float64 // bursts a day
	PeakAt  float64 // hour of the day

	noise float64
	until float64 // when the present burst ends
}

// at is the load at a moment; dt is the time since it was asked last.
func (l *Load) at(t, dt float64, r *rand.Rand) float64 {
	v := 1 + l.Daily*math.Cos(2*math.Pi*(t-l.PeakAt*Hour)/Day)
	if l.Weekend > 0 && int(t/Day)%7 >= 5 {
		v *= l.Weekend
	}
	l.noise = autoregress(l.noise, l.Noise, dt, 10*Minute, r)
	if l.Bursts > 0 && t > l.until && r.Float64() < l.Bursts*dt/Day {
		l.until = t + (5+40*r.Float64())*Minute
	}
	if t < l.until {
		v *= l.Burst
	}
	return max(0.02, v*(1+l.noise))
}

// autoregress moves x on by dt: noise of the given spread that forgets itself over tau.
func autoregress(x, spread, dt, tau float64, r *rand.Rand) float64 {
	if spread == 0 {
		return 0
	}
	keep := math.Exp(-dt / tau)
	return x*keep + spread*math.Sqrt(1-keep*keep)*r.NormFloat64()
}
