/** The state that the layers of the kernel share, and the interfaces they offer each other. */
@NullMarked
package dev.podlane.trace.kernel;

import org.jspecify.annotations.NullMarked;
