package io.plimsoll.evaluation.rules;

/** Where something stands in a file; both count from 1. */
record Position(int line, int column) {}
