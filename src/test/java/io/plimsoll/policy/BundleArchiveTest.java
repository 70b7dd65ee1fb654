package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.evaluation.Finding;
import io.plimsoll.evaluation.FindingCode;
import io.plimsoll.evaluation.PolicyBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleArchiveTest {
    private static final byte[] DMN = "<definitions/>".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(strings = {"retail", "customer-recovery"})
    void archive_readBack_isTheSameBundle(String domain) {
        PolicyBundle bundle = BuiltInPolicies.bundle(domain);

        PolicyBundle readBack = readable(BundleArchive.write(bundle));

        assertThat(readBack.digest()).isEqualTo(bundle.digest());
        assertThat(readBack.paths()).isEqualTo(bundle.paths());
        assertThat(BundleArchive.write(readBack)).isEqualTo(BundleArchive.write(bundle));
    }

    @Test
    void archive_ofAnotherProgram_isReadByteForByte() throws IOException {
        byte[] odd = "\uFEFF<definitions>\r\n</definitions>\r\n".getBytes(StandardCharsets.UTF_8);

        PolicyBundle bundle = readable(zip(Map.of("dmn/", new byte[0], "dmn/Größe (2).dmn", odd)));

        assertThat(bundle.paths()).containsExactly("dmn/Größe (2).dmn");
        assertThat(bundle.file("dmn/Größe (2).dmn")).isEqualTo(odd);
    }

    @Test
    void bareModel_isABundleWithoutManifest() {
        PolicyBundle bundle = readable(DMN);

        assertThat(bundle.paths()).containsExactly("dmn/model.dmn");
        assertThat(Gate.check(bundle, null).findings())
                .extracting(Finding::code)
                .contains(FindingCode.MANIFEST_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../policy.yaml",
                "dmn/../../etc/passwd",
                "/etc/passwd",
                "C:/windows/x.dmn",
                "dmn\\x.dmn",
                "dmn//x.dmn",
                "dmn/.hidden",
                "dmn/x\u0000.dmn",
                "dmn/x\u202Eabc.dmn",
                "dmn/con.dmn",
                "dmn/x.dmn.",
                "dmn/inner.zip",
                "a/b/c/d/e/f/g/h/i/j.dmn"
            })
    void path_thatLeadsElsewhere_isRefused(String path) throws IOException {
        assertThat(refused(zip(Map.of(path, DMN))).code()).isEqualTo(FindingCode.PATH_REFUSED);
    }

    @Test
    void path_thatDiffersInCaseOnly_isRefused() throws IOException {
        assertThat(refused(zip(Map.of("dmn/a.dmn", DMN, "dmn/A.dmn", DMN))).detail())
                .contains("there twice");
    }

    @Test
    void bomb_thatUnpacksToMuch_isRefusedUnread() throws IOException {
        assertThat(refused(zip(Map.of("dmn/a.dmn", new byte[7_000_000]))).detail())
                .contains("less than a 200th");
        assertThat(refused(zip(Map.of("dmn/a.dmn", new byte[200_000_000]))).code())
                .isEqualTo(FindingCode.BUNDLE_TOO_LARGE);
    }

    @Test
    void bomb_thatHidesItsSize_isRefused() throws IOException {
        byte[] zip = zip(Map.of("dmn/a.dmn", random(100_000)));
        int central = find(zip, new byte[] {'P', 'K', 1, 2});
        putInt(zip, central + 24, 10);
        int descriptor = find(zip, new byte[] {'P', 'K', 7, 8});
        putInt(zip, descriptor + 12, 10);

        assertThat(refused(zip).detail()).contains("larger or smaller than the archive says");
    }

    @Test
    void archive_withTooManyFiles_isRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 501; i++) {
                zip.putNextEntry(new ZipEntry("dmn/" + i + ".dmn"));
            }
        }

        assertThat(refused(bytes.toByteArray()).detail()).contains("more than 500 files");
    }

    @Test
    void archive_thatIsEncrypted_isRefused() throws IOException {
        byte[] zip = zip(Map.of("dmn/a.dmn", DMN));
        zip[find(zip, new byte[] {'P', 'K', 1, 2}) + 8] |= 1;

        assertThat(refused(zip).detail()).contains("encrypted");
    }

    @Test
    void link_inArchive_isRefused() throws IOException {
        byte[] zip = zip(Map.of("dmn/a.dmn", DMN));
        putInt(zip, find(zip, new byte[] {'P', 'K', 1, 2}) + 38, 0xA1FF << 16);

        assertThat(refused(zip).detail()).contains("is a link");
    }

    @Test
    void name_thatIsNotUtf8_isRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, Charset.forName("ISO-8859-1"))) {
            zip.putNextEntry(new ZipEntry("dmn/größe.dmn"));
        }

        assertThat(refused(bytes.toByteArray()).detail()).contains("not UTF-8");
    }

    @Test
    void directory_thatNamesAnotherFileThanTheEntry_isRefused() throws IOException {
        byte[] zip = zip(Map.of("dmn/a.dmn", DMN));
        zip[30 + 4] = 'b';

        assertThat(refused(zip).detail()).contains("one thing of an entry in its directory and another");
    }

    @Test
    void archive_withSomethingInFrontOrBehind_isRefused() throws IOException {
        byte[] zip = zip(Map.of("dmn/a.dmn", DMN));
        byte[] behind = Arrays.copyOf(zip, zip.length + 5);
        byte[] hidden = Arrays.copyOf(zip, zip.length * 2);
        System.arraycopy(zip, 0, hidden, zip.length, zip.length);

        assertThat(refused(behind).code()).isEqualTo(FindingCode.ARCHIVE_REFUSED);
        assertThat(refused(hidden).code()).isEqualTo(FindingCode.ARCHIVE_REFUSED);
    }

    @Test
    void archive_damagedAnywhere_isRefusedOrTheSame() {
        byte[] good = BundleArchive.write(new PolicyBundle(Map.of("dmn/a.dmn", DMN, "policy.yaml", random(200))));
        PolicyBundle bundle = readable(good);

        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x55;
            BundleReading reading = BundleArchive.read(bad);
            // Times and the like may change; no file may.
            String what = reading.fold(
                    readable -> readable.bundle().digest().equals(bundle.digest())
                                    || !readable.bundle().paths().equals(bundle.paths())
                            ? "fine"
                            : "changed",
                    refused -> "fine");
            assertThat(what).as("byte " + i).isEqualTo("fine");
            BundleArchive.read(Arrays.copyOf(good, i));
        }
    }

    @Test
    void folderInsteadOfItsContent_isToldSo() throws IOException {
        assertThat(refused(zip(Map.of("mine/policy.yaml", DMN))).detail()).contains("not the folder itself");
    }

    @Test
    void folder_withALink_isRefusedAndHiddenFilesAreLeftOut(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("policy.yaml"), DMN);
        Files.createDirectory(folder.resolve(".git"));
        Files.write(folder.resolve(".git/config"), DMN);

        List<String> paths = BundleFolder.read(folder)
                .fold(readable -> List.copyOf(readable.bundle().paths()), refused -> List.<String>of());
        assertThat(paths).containsExactly("policy.yaml");
        Files.createSymbolicLink(folder.resolve("passwd"), Path.of("/etc/passwd"));
        assertThat(BundleFolder.read(folder).fold(readable -> List.<Finding>of(), BundleReading.Refused::findings))
                .extracting(Finding::code)
                .containsExactly(FindingCode.PATH_REFUSED);
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static int find(byte[] zip, byte[] mark) {
        for (int i = 0; i < zip.length - mark.length; i++) {
            if (Arrays.equals(Arrays.copyOfRange(zip, i, i + mark.length), mark)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }

    private static void putInt(byte[] zip, int at, int value) {
        for (int i = 0; i < 4; i++) {
            zip[at + i] = (byte) (value >>> (8 * i));
        }
    }

    private static PolicyBundle readable(byte[] archive) {
        return BundleArchive.read(archive).fold(BundleReading.Readable::bundle, refused -> {
            throw new AssertionError(refused.findings());
        });
    }

    private static Finding refused(byte[] archive) {
        return BundleArchive.read(archive)
                .fold(
                        readable -> {
                            throw new AssertionError(readable.bundle().paths());
                        },
                        refused -> refused.findings().get(0));
    }
}
