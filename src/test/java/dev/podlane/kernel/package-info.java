/** A real kernel checks what Podlane predicts. */
@NullMarked
package dev.podlane.kernel;

import org.jspecify.annotations.NullMarked;
