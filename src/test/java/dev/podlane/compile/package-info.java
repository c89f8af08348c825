/** Tests of the compiler. */
@NullMarked
package dev.podlane.compile;

import org.jspecify.annotations.NullMarked;
