package io.plimsoll.sandbox;

import io.plimsoll.evaluation.Compilation;
import io.plimsoll.evaluation.CompiledPolicy;
import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.evaluation.ModelEvaluation;
import io.plimsoll.evaluation.Place;
import io.plimsoll.evaluation.PolicyBundle;
import io.plimsoll.evaluation.PolicyCompiler;
import io.plimsoll.platform.CanonicalJson;
import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.StrictJson;
import io.plimsoll.platform.Tree;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * What runs in a child: it is given one bundle, answers questions about it one after the other, and ends when nobody can
 * ask any more, because its standard input is closed or the service is gone.
 */
final class ChildMain {
    /** Greatest length of what a child is sent: a file of a bundle or a question. */
    static final int MAX_MESSAGE = 16 * 1024 * 1024;
    /** Exit code of a child that breaks: its standard streams are closed, or it has no memory for a thread. */
    static final int BROKEN = 4;
    /** Deep models are compiled and evaluated by recursion. */
    private static final long STACK = 8L * 1024 * 1024;

    private final Frames frames;
    private final int maxAnswer;

    private ChildMain(Frames frames, int maxAnswer) {
        this.frames = frames;
        this.maxAnswer = maxAnswer;
    }

    /** @param arguments the greatest length of an answer in bytes */
    public static void main(String... arguments) {
        InputStream in = new FileInputStream(FileDescriptor.in);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        // Nothing that is printed may get into the messages, and nobody reads it.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        System.setIn(InputStream.nullInputStream());
        int maxAnswer = Integer.parseInt(arguments[0]);
        BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
        Frames frames = new Frames(in, out, MAX_MESSAGE);
        try {
            Bundles bundles = Bundles.read(frames);
            ChildMain child = new ChildMain(frames, maxAnswer);
            Thread worker = new Thread(null, () -> child.work(bundles, received), "sandbox", STACK);
            worker.setDaemon(true);
            worker.start();
            while (true) {
                received.add(frames.read());
            }
        } catch (IOException e) {
            end(0);
        } catch (Throwable e) {
            end(BROKEN);
        }
    }

    /** Takes the empty folder along that it was given: a service that was killed cannot do so any more. */
    private static void end(int code) {
        try {
            Files.deleteIfExists(Path.of(System.getProperty("user.dir")));
        } catch (IOException e) {
            // An empty folder among the temporary files harms nobody.
        } finally {
            Runtime.getRuntime().halt(code);
        }
    }

    private void work(Bundles bundles, BlockingQueue<byte[]> questions) {
        try {
            Bench bench = open(bundles);
            while (bench != null) {
                send(answer(bench, questions.take()));
            }
        } catch (IOException | InterruptedException e) {
            end(0);
        } catch (Throwable e) {
            end(BROKEN);
        }
    }

    private @Nullable Bench open(Bundles bundles) throws IOException {
        try {
            return bundles.kind() == Bundles.Kind.MODELS ? models(bundles) : policy(bundles);
        } catch (StackOverflowError e) {
            send(Reply.opened(false, List.of(tooDeep())));
            return null;
        }
    }

    private Bench models(Bundles bundles) throws IOException {
        Bench bench;
        try {
            bench = new ModelBench(ModelEvaluation.compile(bundles.bundle()));
        } catch (PlimsollException e) {
            send(Reply.refused(e));
            throw new IOException(e);
        }
        send(Reply.opened(true, bench.findings()));
        return bench;
    }

    private @Nullable Bench policy(Bundles bundles) throws IOException {
        List<Finding> findings = new ArrayList<>();
        CompiledPolicy policy = compiled(bundles.bundle(), findings);
        PolicyBundle other = bundles.counterpart();
        CompiledPolicy counterpart = other == null ? null : compiled(other, findings);
        boolean compiled = policy != null && (other == null || counterpart != null);
        send(Reply.opened(compiled, findings));
        if (policy == null || !compiled) {
            return null;
        }
        return bundles.kind() == Bundles.Kind.EXAMINATION
                ? new ExaminationBench(bundles.bundle(), policy, counterpart, findings, this::tell)
                : new PolicyBench(policy, counterpart, findings);
    }

    private void tell(Map<String, @Nullable Object> told) {
        try {
            send(Reply.told(told));
        } catch (IOException e) {
            end(0);
        }
    }

    private static @Nullable CompiledPolicy compiled(PolicyBundle bundle, List<Finding> findings) {
        Compilation compilation = PolicyCompiler.compileCold(bundle);
        findings.addAll(compilation.fold(Compilation.Compiled::warnings, Compilation.Rejected::findings));
        return compilation.fold(Compilation.Compiled::policy, rejected -> null);
    }

    private Map<String, @Nullable Object> answer(Bench bench, byte[] question) {
        try {
            return Reply.answer(bench.answer(Tree.asObject(StrictJson.readWide(question))));
        } catch (PlimsollException e) {
            return Reply.refused(e);
        } catch (StackOverflowError e) {
            return Reply.stopped(Stop.RECURSION);
        }
    }

    /** What works on several threads tells from several. */
    private synchronized void send(Map<String, @Nullable Object> reply) throws IOException {
        byte[] message = CanonicalJson.bytes(reply);
        frames.write(
                message.length <= maxAnswer && isReadable(message)
                        ? message
                        : CanonicalJson.bytes(Reply.stopped(Stop.ANSWER_TOO_LARGE)));
    }

    /** The service reads with the bounds of everything that it reads. */
    private static boolean isReadable(byte[] message) {
        try {
            StrictJson.readWide(message);
            return true;
        } catch (PlimsollException e) {
            return false;
        }
    }

    private static Finding tooDeep() {
        return Finding.of(FindingCode.MODEL_TOO_LARGE, Place.BUNDLE, "is nested too deep to be compiled");
    }
}
