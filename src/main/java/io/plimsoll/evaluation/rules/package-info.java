/** Rules: reads DRL in a closed grammar, writes it anew for the engine from its syntax tree, and runs it over facts. */
@NullMarked
package io.plimsoll.evaluation.rules;

import org.jspecify.annotations.NullMarked;
