package io.plimsoll.platform;

/**
 * One place in a body that is not acceptable.
 *
 * @param pointer RFC 6901 JSON pointer to the place; empty for the whole body
 * @param detail what is wrong and what to send instead, in lower case, one line
 */
public record Violation(String pointer, String detail) {}
