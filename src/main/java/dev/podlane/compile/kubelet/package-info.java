/** The work of the kubelet: node settings, pod sandboxes and the sockets of containers. */
@NullMarked
package dev.podlane.compile.kubelet;

import org.jspecify.annotations.NullMarked;
