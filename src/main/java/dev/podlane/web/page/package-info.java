/** The page's shell, its headers, and its caching. */
@NullMarked
package dev.podlane.web.page;

import org.jspecify.annotations.NullMarked;
