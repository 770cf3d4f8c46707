package io.vectorstream.kafka;

import com.google.common.base.CharMatcher;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;

/**
 * Looks values up as whole files of a directory. Editors and {@code echo} end a file with a line
 * end, which is no part of a password.
 */
final class FileDirectory extends DirectoryConfigProvider {

  @Override
  public ConfigData get(String path, Set<String> keys) {
    ConfigData files = super.get(path, keys);
    files.data().replaceAll((name, content) -> CharMatcher.anyOf("\r\n").trimTrailingFrom(content));
    return files;
  }
}
