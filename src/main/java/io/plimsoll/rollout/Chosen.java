package io.plimsoll.rollout;

/**
 * The policy that answers a call.
 *
 * @param canary whether it answers only a part of the customers
 * @param why it was chosen and among which, in one or two sentences
 */
public record Chosen(ActivePolicy policy, boolean canary, String why) {}
