package io.plimsoll.evaluation.rules;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.evaluation.Place;
import io.plimsoll.evaluation.rules.Tokens.Refusal;
import io.plimsoll.platform.Position;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads files of rules: DRL in the closed grammar of {@code docs/drl.md}, and nothing else. */
public final class RuleFiles {
    /** Larger files are refused unread. */
    public static final int MAX_BYTES = 256 * 1024;

    private RuleFiles() {}

    /**
     * Never throws because of what is in the file.
     *
     * @param path where the file lies in its bundle; findings name it
     * @param content UTF-8
     */
    public static RuleReading parse(String path, byte[] content, RuleTypes types) {
        if (content.length > MAX_BYTES) {
            return refused(path, "the file has more than " + MAX_BYTES / 1024 + " kB; split it");
        }
        String source;
        try {
            source = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            return refused(path, "the file is not text in UTF-8; save it as UTF-8");
        }
        List<Finding> findings = new ArrayList<>();
        List<Rule> rules = new FileParser(path, source, types, findings).rules();
        check(path, rules, types, findings);
        if (rules.isEmpty() && findings.isEmpty()) {
            return refused(path, "the file has no rules; write rule \"Name\" when … then … end");
        }
        return findings.isEmpty()
                ? new RuleReading.Readable(new RuleFile(path, rules))
                : new RuleReading.Refused(findings);
    }

    private static void check(String path, List<Rule> rules, RuleTypes types, List<Finding> findings) {
        Set<String> names = new HashSet<>();
        for (Rule rule : rules) {
            try {
                if (!names.add(rule.name())) {
                    throw new Refusal(rule.at(), "another rule has the same name; choose another name");
                }
                RuleCheck.check(rule, types);
            } catch (Refusal refusal) {
                findings.add(FileParser.finding(path, rule.name(), refusal));
            }
        }
    }

    private static RuleReading refused(String path, String detail) {
        return new RuleReading.Refused(
                List.of(Finding.of(FindingCode.RULE_REFUSED, Place.rule(path, null, new Position(1, 1)), detail)));
    }
}
