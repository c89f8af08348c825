/**
 * Answers as people and programs get them: sentences, and records of JSON, the same for the REST
 * interface and the command line. The rooms below make them: {@code topology} of networks, {@code
 * trace} of walks, with the tables of {@code evidence}, the words of {@code sentence} and the
 * languages of {@code text}.
 */
@NullMarked
package dev.podlane.answer;

import org.jspecify.annotations.NullMarked;
