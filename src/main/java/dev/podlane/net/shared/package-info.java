/** Collections that cannot be changed, and share with what they were made from what is the same. */
@NullMarked
package dev.podlane.net.shared;

import org.jspecify.annotations.NullMarked;
