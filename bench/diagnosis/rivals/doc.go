// Package rivals is the rules that people use today, as they would run in Prometheus on cAdvisor and
// client_golang: their expressions, their "for", and points a minute apart.
package rivals
