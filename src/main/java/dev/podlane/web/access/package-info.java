/** Access to the server: from programs of this machine and from the server's own page. */
@NullMarked
package dev.podlane.web.access;

import org.jspecify.annotations.NullMarked;
