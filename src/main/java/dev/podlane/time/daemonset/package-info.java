/** Decides the pods of a DaemonSet (rules 204 to 208). */
@NullMarked
package dev.podlane.time.daemonset;

import org.jspecify.annotations.NullMarked;
