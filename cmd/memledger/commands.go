//go:build !lean

package main

// commands are the subcommands of the whole program.
var commands = append(leanCommands, command{"workbench", "Serve one page on loopback: the panel and the query editor, without a Grafana.", workbenchFlags})
