/** Pod templates with the fields that matter while time passes: probes, hooks, grace periods. */
@NullMarked
package dev.podlane.time.template;

import org.jspecify.annotations.NullMarked;
