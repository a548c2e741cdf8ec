// Command vminit is the first process of a virtual machine with cgroup v2 alone. It runs each workload
// in a cgroup of its own and records it onto the disk; bench/diagnosis/recordVm.ts starts it.
package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

const (
	root   = "/sys/fs/cgroup"
	disk   = "/data"
	limit  = "1073741824"
	atOnce = 4
)

func main() {
	if err := run(); err != nil {
		fmt.Printf("vminit: %v\n", err)
	}
	unix.Sync()
	_ = unix.Unmount(disk, 0)
	_ = unix.Reboot(unix.LINUX_REBOOT_CMD_POWER_OFF)
}

func run() error {
	if err := prepare(); err != nil {
		return err
	}
	causes, err := os.Open("/causes")
	if err != nil {
		return err
	}
	defer func() { _ = causes.Close() }()
	var group sync.WaitGroup
	slots := make(chan int, atOnce)
	for i := range atOnce {
		slots <- i
	}
	for s := bufio.NewScanner(causes); s.Scan(); {
		fields := strings.Split(s.Text(), "\t")
		slot := <-slots
		group.Go(func() {
			defer func() { slots <- slot }()
			if err := record(fields[0], fields[1], fields[2], 6060+slot); err != nil {
				fmt.Printf("vminit: %s: %v\n", fields[0], err)
				return
			}
			fmt.Printf("vminit: recorded %s\n", fields[0])
		})
	}
	group.Wait()
	return nil
}

// prepare mounts what programs need, loads the disk's drivers and lets cgroups have memory controllers.
func prepare() error {
	for _, m := range []struct{ what, where, kind string }{
		{"proc", "/proc", "proc"}, {"sysfs", "/sys", "sysfs"}, {"dev", "/dev", "devtmpfs"}, {"cgroup2", root, "cgroup2"}, {"shm", "/dev/shm", "tmpfs"}, {"tmp", "/tmp", "tmpfs"},
	} {
		if err := os.MkdirAll(m.where, 0o755); err != nil {
			return err
		}
		if err := unix.Mount(m.what, m.where, m.kind, 0, ""); err != nil {
			return fmt.Errorf("mount %s: %w", m.where, err)
		}
	}
	order, err := os.ReadFile("/modules/order")
	if err != nil {
		return err
	}
	for name := range strings.FieldsSeq(string(order)) {
		if err := load(filepath.Join("/modules", name)); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(disk, 0o755); err != nil {
		return err
	}
	if err := unix.Mount("/dev/vda", disk, "ext4", 0, ""); err != nil {
		return fmt.Errorf("mount /dev/vda: %w", err)
	}
	if err := loopback(); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(root, "cgroup.subtree_control"), []byte("+memory"), 0o644)
}

func load(module string) error {
	f, err := os.Open(module)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	if err := unix.FinitModule(int(f.Fd()), "", 0); err != nil {
		return fmt.Errorf("load %s: %w", module, err)
	}
	return nil
}

// loopback brings lo up.
func loopback() error {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM, 0)
	if err != nil {
		return err
	}
	defer func() { _ = unix.Close(fd) }()
	r, err := unix.NewIfreq("lo")
	if err != nil {
		return err
	}
	r.SetUint16(unix.IFF_UP)
	return unix.IoctlIfreq(fd, unix.SIOCSIFFLAGS, r)
}

func record(name, level, trend string, port int) error {
	dir := filepath.Join(root, name)
	files := filepath.Join(disk, name)
	for _, d := range []string{dir, files} {
		if err := os.Mkdir(d, 0o755); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "memory.max"), []byte(limit), 0o644); err != nil {
		return err
	}
	cgroup, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = cgroup.Close() }()
	listen := fmt.Sprintf("127.0.0.1:%d", port)
	work := exec.Command("/workloads", "-cause", name, "-listen", listen, "-dir", files)
	work.Stdout, work.Stderr = os.Stdout, os.Stdout
	// It is born in its cgroup, so that not one page is charged elsewhere.
	work.SysProcAttr = &syscall.SysProcAttr{UseCgroupFD: true, CgroupFD: int(cgroup.Fd())}
	if err := work.Start(); err != nil {
		return err
	}
	recorder := exec.Command("/recorder", "-pid", fmt.Sprint(work.Process.Pid), "-target", "http://"+listen+"/metrics", "-name", name+"-v2",
		"-level", level, "-trend", trend, "-after", "30s", "-runtime", "no runtime, a cgroup in a virtual machine", "-out", filepath.Join(disk, name+"-v2.json.gz"))
	recorder.Stdout, recorder.Stderr = os.Stdout, os.Stdout
	failed := recorder.Run()
	_ = os.WriteFile(filepath.Join(dir, "cgroup.kill"), []byte("1"), 0o644)
	_ = work.Wait()
	return failed
}
