/** The forms in which answers are printed. */
@NullMarked
package dev.podlane.cli.output;

import org.jspecify.annotations.NullMarked;
