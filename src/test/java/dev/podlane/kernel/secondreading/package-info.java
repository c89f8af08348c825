/**
 * A second reading of kube-proxy's rules, written from its sources and not from the compiler: the
 * same random Services are written out by both, loaded into the kernel and printed back.
 *
 * <p>Nothing here may use what compiles Services, or the agreement of the two would say nothing.
 */
@NullMarked
package dev.podlane.kernel.secondreading;

import org.jspecify.annotations.NullMarked;
