package pagecache

import (
	"cmp"
	"slices"
	"strings"
)

// Node is a folder or file, with what is cached of it and below it.
type Node struct {
	Name   string // any bytes; several names where a folder holds nothing else that is cached
	Path   string
	Cached int64 // bytes
	Size   int64 // bytes of the files that are cached, partly or whole
	Files  int
	Folder bool
	Below  []*Node // the largest first

	children map[string]*Node
}

const noName = "(deleted, and still open or mapped)"

// Tree sums up files by folder. Deleted files, which lie in none, are one folder of their own; so are
// the files of each further root.
func Tree(files []File) *Node {
	root := &Node{Name: "/", Path: "/", Folder: true}
	for i := range files {
		f := &files[i]
		steps := strings.Split(strings.Trim(f.Path, "/"), "/")
		if f.Deleted {
			steps = []string{noName, f.Path}
		}
		if f.Root != "" {
			steps = append([]string{"(" + f.Root + ")"}, steps...)
		}
		root.add(f, steps)
	}
	root.settle()
	return root
}

func (n *Node) add(f *File, steps []string) {
	n.Cached += f.Cached
	n.Size += f.Size
	n.Files++
	if len(steps) == 0 {
		return
	}
	child, ok := n.children[steps[0]]
	if !ok {
		child = &Node{Name: steps[0], Path: f.Path, Folder: len(steps) > 1}
		if child.Folder {
			child.Path = strings.TrimSuffix(n.Path, "/") + "/" + steps[0]
		}
		if n.children == nil {
			n.children = map[string]*Node{}
		}
		n.children[steps[0]] = child
	}
	child.add(f, steps[1:])
}

// settle sorts the children, and makes one of a folder and the only folder in it.
func (n *Node) settle() {
	for _, c := range n.children {
		c.settle()
		n.Below = append(n.Below, c)
	}
	n.children = nil
	slices.SortFunc(n.Below, func(a, b *Node) int {
		return cmp.Or(cmp.Compare(b.Cached, a.Cached), cmp.Compare(a.Name, b.Name))
	})
	if len(n.Below) == 1 && n.Below[0].Folder && n.Name != "/" {
		only := n.Below[0]
		n.Name, n.Path, n.Below = n.Name+"/"+only.Name, only.Path, only.Below
	}
}

// Largest returns the nodes to show where there is room for so many: the largest, each with the
// folders that it is in.
func (n *Node) Largest(most int) map[*Node]bool {
	type placed struct {
		node  *Node
		depth int
	}
	var all []placed
	var collect func(*Node, int)
	collect = func(at *Node, depth int) {
		all = append(all, placed{at, depth})
		for _, c := range at.Below {
			collect(c, depth+1)
		}
	}
	collect(n, 0)
	slices.SortStableFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(b.node.Cached, a.node.Cached), cmp.Compare(a.depth, b.depth))
	})
	shown := map[*Node]bool{}
	for _, p := range all[:min(most, len(all))] {
		shown[p.node] = true
	}
	return shown
}
