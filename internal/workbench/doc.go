// Package workbench serves one page on loopback that shows the panel and the query editor without a
// Grafana. One data source runs in process; the page asks it under Grafana's own paths, so that the
// front-end's code is the same in both. It has no dashboards, no variables, no saving and no login:
// it is not to become a second Grafana.
package workbench
