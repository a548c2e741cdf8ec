package sim

import (
	"math"
	"math/rand/v2"
)

// Leak is what is taken and never given back.
type Leak struct {
	Rate        float64 // bytes (or things) a second, at load 1
	FollowsLoad bool
	From        float64 // s of the container's life at which it begins
	Lump        float64 // it comes in pieces of this size; 0 = evenly
}

// Store is one thing that a program holds: so much at rest, so much with load, and what grows.
type Store struct {
	Base, PerLoad float64
	Leak          Leak
	Fill, Tau     float64 // a cache or arena that fills to Fill as 1 − e^(−age/Tau)
	Saw, SawEvery float64 // grows to Saw over each period and is let go at its end
	Spike         float64 // taken for SpikeFor every SpikeEvery, from SpikeAt on
	SpikeEvery    float64
	SpikeFor      float64
	SpikeAt       float64
	Noise         float64 // relative, of the base and what follows load

	noise, leaked float64
}

// clock is when something is asked: t is the time of day and week, life that of the container, age
// that of the process.
type clock struct{ t, life, age, dt, load float64 }

func (s *Store) reset() { s.leaked, s.noise = 0, 0 }

func (s *Store) at(c clock, r *rand.Rand) float64 {
	s.noise = autoregress(s.noise, s.Noise, c.dt, 5*Minute, r)
	v := (s.Base + s.PerLoad*c.load) * max(0.2, 1+s.noise)
	if s.Tau > 0 {
		v += s.Fill * (1 - math.Exp(-c.age/s.Tau))
	}
	if s.SawEvery > 0 {
		v += s.Saw * math.Mod(c.t, s.SawEvery) / s.SawEvery
	}
	if s.SpikeEvery > 0 && c.life >= s.SpikeAt && math.Mod(c.life-s.SpikeAt, s.SpikeEvery) < s.SpikeFor {
		v += s.Spike
	}
	return v + s.leak(c)
}

// Leaked is what its leak has taken so far.
func (s *Store) Leaked() float64 { return s.leaked }

func (s *Store) leak(c clock) float64 {
	if s.Leak.Rate > 0 && c.life >= s.Leak.From {
		grown := s.Leak.Rate * c.dt
		if s.Leak.FollowsLoad {
			grown *= c.load
		}
		s.leaked += grown
	}
	if s.Leak.Lump > 0 {
		return s.Leak.Lump * math.Floor(s.leaked/s.Leak.Lump)
	}
	return s.leaked
}
