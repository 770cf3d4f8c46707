package io.vectorstream.embedding.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class TorchScriptArchiveTest {

  private static ByteBuffer floats(float... numbers) {
    ByteBuffer buffer =
        ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : numbers) {
      buffer.putFloat(number);
    }
    return buffer.flip();
  }

  private static byte[] archive() throws IOException {
    ScriptObject module =
        ScriptObject.of("Tiny")
            .put("matrix", Tensor.rowMajor(List.of(2, 3), floats(1, 2, 3, 4, 5, 6)))
            .put(
                "inner",
                ScriptObject.of("Part").put("bias", Tensor.rowMajor(List.of(1), floats(7))));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TorchScriptArchive.write("tiny", "class Tiny(Module):\n", module, out);
    return out.toByteArray();
  }

  @Test
  void holdsWhatATorchScriptArchiveHolds() throws Exception {
    List<String> names = new ArrayList<>();
    List<byte[]> contents = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
        contents.add(zip.readAllBytes());
      }
    }
    assertThat(names)
        .containsExactly(
            "tiny/data.pkl",
            "tiny/byteorder",
            "tiny/data/0",
            "tiny/data/1",
            "tiny/code/__torch__.py",
            "tiny/constants.pkl",
            "tiny/version");
    assertThat(contents.get(2)).isEqualTo(floats(1, 2, 3, 4, 5, 6).array());
    assertThat(contents.get(3)).isEqualTo(floats(7).array());
    assertThat(contents.get(6)).asString(StandardCharsets.US_ASCII).isEqualTo("10\n");
  }

  @Test
  void everyEntryBeginsAtAMultipleOf64() throws Exception {
    ByteBuffer archive = ByteBuffer.wrap(archive()).order(ByteOrder.LITTLE_ENDIAN);
    int entries = 0;
    int header = 0;
    while (archive.getInt(header) == 0x04034b50) { // the signature of a local file header
      int size = archive.getInt(header + 18);
      int data = header + 30 + archive.getShort(header + 26) + archive.getShort(header + 28);
      assertThat(data % 64).isZero();
      entries++;
      header = data + size;
    }
    assertThat(entries).isEqualTo(7);
  }

  @Test
  void isTheSameEveryTime() throws Exception {
    assertThat(archive()).isEqualTo(archive());
  }

  @Test
  void paddingFillsUpToTheNextMultiple() {
    for (int position = 0; position < 200; position++) {
      byte[] padding = TorchScriptArchive.padding(position);
      assertThat((position + padding.length) % 64).isZero();
      assertThat(padding.length).isBetween(4, 67);
      assertThat(padding).startsWith('F', 'B', padding.length - 4, 0);
    }
  }

  @Test
  void aTransposedMatrixSharesItsNumbers() {
    Tensor matrix = Tensor.rowMajor(List.of(2, 3), floats(1, 2, 3, 4, 5, 6));

    Tensor transposed = matrix.transposed();

    assertThat(transposed.size()).containsExactly(3, 2);
    assertThat(transposed.stride()).containsExactly(1, 3);
    assertThat(transposed.floats()).isSameAs(matrix.floats());
  }

  @Test
  void aShapeHasToFitItsNumbers() {
    assertThatThrownBy(() -> Tensor.rowMajor(List.of(2, 3), floats(1, 2)))
        .hasMessageContaining("[2, 3]")
        .hasMessageContaining("8 bytes");
  }

  @Test
  void picklesLikePython() {
    byte[] pickle = new ModulePickler().pickle(ScriptObject.of("Tiny"));

    // What pickletools.dis of Python shows: PROTO, GLOBAL, EMPTY_TUPLE, NEWOBJ, EMPTY_DICT, MARK,
    // BINUNICODE, NEWFALSE, SETITEMS, BUILD, STOP.
    assertThat(new String(pickle, StandardCharsets.ISO_8859_1))
        .isEqualTo("\u0080\u0002c__torch__\nTiny\n)\u0081}(X\b\0\0\0training\u0089ub.");
  }

  @Test
  void picklesAStateAsATuple() {
    ScriptObject linear = ScriptObject.ofState("Linear").put("type", 15).put("reduce", true);

    byte[] pickle = new ModulePickler().pickle(linear);

    // PROTO, GLOBAL, EMPTY_TUPLE, NEWOBJ, MARK, BININT, NEWTRUE, TUPLE, BUILD, STOP.
    assertThat(new String(pickle, StandardCharsets.ISO_8859_1))
        .isEqualTo("\u0080\u0002c__torch__\nLinear\n)\u0081(J\u000f\0\0\0\u0088tb.");
  }

  @Test
  void stackedTensorsLieBelowEachOther() {
    Tensor matrix = Tensor.rowMajor(List.of(2, 3), floats(1, 2, 3, 4, 5, 6)).transposed();
    Tensor other = Tensor.rowMajor(List.of(1, 2), floats(7, 8));

    Tensor stacked = Tensor.stacked(List.of(matrix, other));

    assertThat(stacked.size()).containsExactly(4, 2);
    assertThat(stacked.stride()).containsExactly(2, 1);
    assertThat(stacked.floats()).isEqualTo(floats(1, 4, 2, 5, 3, 6, 7, 8));
    assertThat(
            Tensor.stacked(
                    List.of(
                        Tensor.rowMajor(List.of(1), floats(1)),
                        Tensor.rowMajor(List.of(2), floats(2, 3))))
                .floats())
        .isEqualTo(floats(1, 2, 3));
  }
}
