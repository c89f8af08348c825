/** Makes the views of walks, in the detail that was asked for. */
@NullMarked
package dev.podlane.answer.trace;

import org.jspecify.annotations.NullMarked;
