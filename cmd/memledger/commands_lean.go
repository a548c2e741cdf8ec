//go:build lean

package main

// commands are the subcommands of a program without Grafana's packages, which workbench needs and
// which more than double it: for machines that run the exporter only.
var commands = leanCommands
