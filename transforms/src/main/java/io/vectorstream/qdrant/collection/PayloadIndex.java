package io.vectorstream.qdrant.collection;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import java.io.Serializable;
import java.util.Locale;

/**
 * An index on a field of the payload, which makes filters on that field fast. A dot in the field's
 * name means nesting, as in {@code product.id}.
 */
@AutoValue
public abstract class PayloadIndex implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The field, as filters name it. */
  public abstract String field();

  abstract PayloadSchemaType type();

  /** For texts that match as a whole, case and all. */
  public static PayloadIndex keyword(String field) {
    return of(field, PayloadSchemaType.Keyword);
  }

  /** For whole numbers, by value or range. */
  public static PayloadIndex integer(String field) {
    return of(field, PayloadSchemaType.Integer);
  }

  /** For numbers with a fraction, by range. */
  public static PayloadIndex floating(String field) {
    return of(field, PayloadSchemaType.Float);
  }

  /** For ISO-8601 times, by range. */
  public static PayloadIndex datetime(String field) {
    return of(field, PayloadSchemaType.Datetime);
  }

  /** For true and false. */
  public static PayloadIndex bool(String field) {
    return of(field, PayloadSchemaType.Bool);
  }

  /** For UUIDs, smaller than {@link #keyword} and not minding how they are written. */
  public static PayloadIndex uuid(String field) {
    return of(field, PayloadSchemaType.Uuid);
  }

  /** For texts that match by their words; without it Qdrant looks for parts of the text. */
  public static PayloadIndex text(String field) {
    return of(field, PayloadSchemaType.Text);
  }

  /** For places, by distance or area. */
  public static PayloadIndex geo(String field) {
    return of(field, PayloadSchemaType.Geo);
  }

  private static PayloadIndex of(String field, PayloadSchemaType type) {
    checkArgument(!field.isBlank(), "a payload index needs a field's name, it is blank");
    return new AutoValue_PayloadIndex(field, type);
  }

  /** The field and its type, such as {@code product.price float}. */
  @Override
  public final String toString() {
    return field() + " " + type().name().toLowerCase(Locale.ROOT);
  }
}
