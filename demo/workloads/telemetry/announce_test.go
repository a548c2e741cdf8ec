package telemetry

import (
	"strings"
	"testing"
)

func TestContainerID(t *testing.T) {
	id := strings.Repeat("0123456789abcdef", 4)
	docker := "1437 1423 254:1 /var/lib/docker/containers/" + id + "/resolv.conf /etc/resolv.conf rw,relatime - ext4 /dev/vda1 rw\n"
	if got, ok := containerID("1 2 0:3 / / rw - overlay overlay rw\n" + docker); !ok || got != id {
		t.Errorf("containerID = %q, %v; want %q", got, ok, id)
	}
	if got, ok := containerID("1 2 254:1 / / rw,relatime - ext4 /dev/vda1 rw\n"); ok {
		t.Errorf("containerID outside of a container = %q", got)
	}
}
