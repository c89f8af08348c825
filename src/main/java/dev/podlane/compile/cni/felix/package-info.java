/** The rules of Felix, Calico's agent on each node: its words, its chains and those of policies. */
@NullMarked
package dev.podlane.compile.cni.felix;

import org.jspecify.annotations.NullMarked;
