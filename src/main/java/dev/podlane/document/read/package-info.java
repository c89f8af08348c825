/** Reads texts of any size and format into documents. */
@NullMarked
package dev.podlane.document.read;

import org.jspecify.annotations.NullMarked;
