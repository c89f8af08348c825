/** Finds Services that lead nowhere, or elsewhere than they look. */
@NullMarked
package dev.podlane.finding.service;

import org.jspecify.annotations.NullMarked;
