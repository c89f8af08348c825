/** What every part that wires namespaces needs: bridges under construction, addresses and names. */
@NullMarked
package dev.podlane.compile.wire;

import org.jspecify.annotations.NullMarked;
