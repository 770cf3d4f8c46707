package io.vectorstream.embedding.builtin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript archive: an uncompressed zip of the code, the pickled module and one entry
 * for each tensor, every entry's data beginning at a multiple of 64 bytes so that it can be mapped
 * into memory. The same input always gives the same bytes.
 *
 * <p>Layout and version as written by {@code caffe2/serialize/inline_container.cc} of PyTorch 2.
 */
final class TorchScriptArchive {

  /** What PyTorch calls the produced file format version: 10 is the first with today's gelu. */
  private static final String FORMAT_VERSION = "10\n";

  private static final int ALIGNMENT = 64;
  private static final int LOCAL_HEADER_BYTES = 30;

  /** PyTorch's mark for a zip extra field that only fills up space: "FB". */
  private static final short PADDING_FIELD = 0x4246;

  private static final int PADDING_FIELD_HEADER_BYTES = 4;

  /** Zip keeps no date before 1980, and Java adds an extra field for the very first day. */
  private static final LocalDateTime FIXED_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final String name;
  private final ZipOutputStream zip;
  private long position;

  private TorchScriptArchive(String name, OutputStream out) {
    this.name = name;
    this.zip = new ZipOutputStream(out);
  }

  /**
   * Writes one archive and leaves the stream open.
   *
   * @param name the folder inside the archive that holds every entry
   * @param code the TorchScript source of every class that the module uses
   */
  static void write(String name, String code, ScriptObject module, OutputStream out)
      throws IOException {
    ModulePickler pickler = new ModulePickler();
    byte[] pickle = pickler.pickle(module);
    TorchScriptArchive archive = new TorchScriptArchive(name, out);
    archive.entry("data.pkl", ByteBuffer.wrap(pickle));
    archive.text("byteorder", "little");
    List<Tensor> tensors = pickler.tensors();
    for (int index = 0; index < tensors.size(); index++) {
      archive.entry("data/" + index, tensors.get(index).floats());
    }
    archive.text("code/__torch__.py", code);
    archive.entry("constants.pkl", ByteBuffer.wrap(ModulePickler.emptyTuple()));
    archive.text("version", FORMAT_VERSION);
    archive.zip.finish();
  }

  private void text(String path, String content) throws IOException {
    entry(path, ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
  }

  private void entry(String path, ByteBuffer data) throws IOException {
    String fullPath = name + '/' + path;
    int nameLength = fullPath.getBytes(StandardCharsets.UTF_8).length;
    byte[] padding = padding(position + LOCAL_HEADER_BYTES + nameLength);
    CRC32 crc = new CRC32();
    crc.update(data.duplicate());
    ZipEntry entry = new ZipEntry(fullPath);
    entry.setTimeLocal(FIXED_TIME);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(data.remaining());
    entry.setCrc(crc.getValue());
    entry.setExtra(padding);
    zip.putNextEntry(entry);
    position += LOCAL_HEADER_BYTES + nameLength + padding.length + data.remaining();
    copy(data.duplicate());
    zip.closeEntry();
  }

  /** An extra field so long that what follows it begins at a multiple of {@link #ALIGNMENT}. */
  static byte[] padding(long fieldPosition) {
    int fill = Math.floorMod(-(fieldPosition + PADDING_FIELD_HEADER_BYTES), ALIGNMENT);
    return ByteBuffer.allocate(PADDING_FIELD_HEADER_BYTES + fill)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(PADDING_FIELD)
        .putShort((short) fill)
        .array();
  }

  private void copy(ByteBuffer data) throws IOException {
    byte[] chunk = new byte[1 << 16];
    while (data.hasRemaining()) {
      int length = Math.min(chunk.length, data.remaining());
      data.get(chunk, 0, length);
      zip.write(chunk, 0, length);
    }
  }
}
