/** Blanks secrets in texts before they are stored. */
@NullMarked
package dev.podlane.document.redact;

import org.jspecify.annotations.NullMarked;
