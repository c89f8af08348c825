/** Makes the views of a network: all of it by level of detail, or one namespace in full. */
@NullMarked
package dev.podlane.answer.topology;

import org.jspecify.annotations.NullMarked;
