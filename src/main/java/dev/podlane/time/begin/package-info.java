/** The first moment of a time line, made of a settled cluster in which nothing is under way. */
@NullMarked
package dev.podlane.time.begin;

import org.jspecify.annotations.NullMarked;
