/** The kubelets: sandboxes, containers, probes, restarts and the way a pod ends (rules 216–249). */
@NullMarked
package dev.podlane.time.kubelet;

import org.jspecify.annotations.NullMarked;
