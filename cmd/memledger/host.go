package main

import (
	"path/filepath"

	"github.com/alecthomas/kingpin/v2"

	"github.com/memledger/memledger/internal/cgroup"
)

// hostFlags say where the machine's files are; subcommands that read cgroups share them.
type hostFlags struct {
	root, cgroups, proc *string
	state               *cgroup.State
}

func addHostFlags(c *kingpin.CmdClause) *hostFlags {
	f := &hostFlags{
		root:    c.Flag("path.rootfs", "Root of the machine's file system, under which all other default paths lie.").Default("/").PlaceHolder("/").String(),
		cgroups: c.Flag("path.cgroup", "Where cgroups are mounted. Default: <rootfs>/sys/fs/cgroup.").PlaceHolder("DIR").String(),
		proc:    c.Flag("path.procfs", "Where procfs is mounted. Default: <rootfs>/proc.").PlaceHolder("DIR").String(),
		state:   &cgroup.State{},
	}
	for _, s := range []struct {
		dirs            *[]string
		name, directory string
	}{
		{&f.state.Podman, "podman", "containers/storage directory of podman and CRI-O"},
		{&f.state.Docker, "docker", "docker's data root"},
		{&f.state.Containerd, "containerd", "containerd's runtime v2 task directory"},
		{&f.state.CRIO, "crio", "directory of CRI-O's bundles"},
		{&f.state.PodLogs, "pod-logs", "the kubelet's directory of pods' logs"},
	} {
		c.Flag("state."+s.name, "Where names of containers come from: "+s.directory+". A pattern; repeatable. Default: the usual places under <rootfs>.").PlaceHolder("DIR").StringsVar(s.dirs)
	}
	return f
}

// addQueryFlags says which cgroup is meant; subcommands about one container share it.
func addQueryFlags(c *kingpin.CmdClause, q *cgroup.Query) {
	c.Flag("container", "Container by name, pod/container, namespace/pod/container, systemd unit or the beginning of its id.").PlaceHolder("NAME").StringVar(&q.Container)
	c.Flag("cgroup", "Cgroup by its path.").PlaceHolder("PATH").StringVar(&q.Path)
	c.Flag("pid", "The container that this process is in.").PlaceHolder("PID").IntVar(&q.PID)
}

// open finds the memory controller and the runtimes' state.
func (f *hostFlags) open() (*cgroup.FS, *cgroup.Identities, error) {
	fs, err := cgroup.New(or(*f.cgroups, filepath.Join(*f.root, cgroup.DefaultRoot)), or(*f.proc, filepath.Join(*f.root, cgroup.DefaultProc)))
	if err != nil {
		return nil, nil, err
	}
	return fs, cgroup.NewIdentities(f.state.Or(cgroup.DefaultState(*f.root))), nil
}

func or(given, otherwise string) string {
	if given != "" {
		return given
	}
	return otherwise
}
