/**
 * Kogito's endpoints: what its build generates for the models in the jar answers from the policies that are active. A
 * request reads, computes and answers; nothing is stored.
 */
@NullMarked
package io.plimsoll.app.kogito;

import org.jspecify.annotations.NullMarked;
