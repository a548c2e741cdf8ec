// Package deploy holds the checks of the files in deploy/: each is read by the program that will read
// it, or by that program's own types and parsers. It is a module of its own, so that those programs'
// dependencies are none of the plugin's.
package deploy
