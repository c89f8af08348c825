/** The programs that enforce policies on nodes, with the rules they write. */
@NullMarked
package dev.podlane.compile.policy;

import org.jspecify.annotations.NullMarked;
