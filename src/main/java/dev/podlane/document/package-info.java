/** Turns YAML and JSON text into an immutable tree that knows where everything was written. */
@NullMarked
package dev.podlane.document;

import org.jspecify.annotations.NullMarked;
