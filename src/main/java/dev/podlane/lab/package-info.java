/** A network on a real kernel: one script that builds, probes and removes it, and a comparison. */
@NullMarked
package dev.podlane.lab;

import org.jspecify.annotations.NullMarked;
