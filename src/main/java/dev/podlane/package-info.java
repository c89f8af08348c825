/** Podlane: how a packet travels, who decides at each step, and why it arrives or not. */
@NullMarked
package dev.podlane;

import org.jspecify.annotations.NullMarked;
