package io.vectorstream.local.qdrant.payload;

import io.qdrant.client.grpc.Collections.IntegerIndexParams;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.vectorstream.local.qdrant.grpc.Failures;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The payload indexes of a collection.
 *
 * <p>Filters here read the payloads themselves, so an index holds no data; it changes what matches
 * where Qdrant's would (words instead of substrings), and shows in the collection's info.
 */
public final class PayloadSchema {
  /** No indexes. */
  public static final PayloadSchema EMPTY = new PayloadSchema(Map.of());

  private final Map<String, PayloadSchemaInfo> fields;

  private PayloadSchema(Map<String, PayloadSchemaInfo> fields) {
    this.fields = Map.copyOf(fields);
  }

  /** The indexes by their fields. */
  public Map<String, PayloadSchemaInfo> fields() {
    return fields;
  }

  /** With this index, in place of an earlier one on the same field. */
  public PayloadSchema with(CreateFieldIndexCollection index) {
    PayloadPath.parse(index.getFieldName());
    PayloadSchemaInfo.Builder info = PayloadSchemaInfo.newBuilder().setDataType(typeOf(index));
    if (index.hasFieldIndexParams()) {
      info.setParams(index.getFieldIndexParams());
    }
    return with(index.getFieldName(), info.build());
  }

  /** With an index that an earlier run has accepted. */
  public PayloadSchema with(String field, PayloadSchemaInfo info) {
    if (info.getDataType() == PayloadSchemaType.Text && info.hasParams()) {
      Words.of(info.getParams().getTextIndexParams());
    }
    if (isUseless(info.getParams())) {
      throw Failures.wrongInput("the 'lookup' and 'range' capabilities can't be both disabled");
    }
    // It would also match other spellings of the same UUID.
    Failures.refuseIf(info.getDataType() == PayloadSchemaType.Uuid, "uuid indexes");
    Map<String, PayloadSchemaInfo> changed = new LinkedHashMap<>(fields);
    changed.put(field, info);
    return new PayloadSchema(changed);
  }

  /** Without the index on a field, if there is one. */
  public PayloadSchema without(String field) {
    Map<String, PayloadSchemaInfo> changed = new LinkedHashMap<>(fields);
    changed.remove(field);
    return new PayloadSchema(changed);
  }

  /** Whether the field has an index of this type. */
  public boolean hasType(String field, PayloadSchemaType type) {
    PayloadSchemaInfo info = fields.get(field);
    return info != null && info.getDataType() == type;
  }

  /** Whether ranges on the field are answered by an integer index. */
  public boolean isIntegerRange(String field) {
    return hasType(field, PayloadSchemaType.Integer) && hasRange(field);
  }

  /** Whether the field has an index that answers ranges, which is what gives points an order. */
  public boolean hasRange(String field) {
    PayloadSchemaInfo info = fields.get(field);
    if (info == null) {
      return false;
    }
    return switch (info.getDataType()) {
      case Integer -> {
        IntegerIndexParams params = info.getParams().getIntegerIndexParams();
        yield !params.hasRange() || params.getRange();
      }
      case Float, Datetime -> true;
      default -> false;
    };
  }

  /** Whether the field has an index that answers matches of values, which facets are made of. */
  public boolean hasLookup(String field) {
    PayloadSchemaInfo info = fields.get(field);
    if (info == null) {
      return false;
    }
    return switch (info.getDataType()) {
      case Integer -> {
        IntegerIndexParams params = info.getParams().getIntegerIndexParams();
        yield !params.hasLookup() || params.getLookup();
      }
      case Keyword, Bool -> true;
      default -> false;
    };
  }

  /** The tokenizer of the field's text index. */
  public Words words(String field) {
    PayloadSchemaInfo info = fields.get(field);
    return info.hasParams() ? Words.of(info.getParams().getTextIndexParams()) : Words.byDefault();
  }

  private static boolean isUseless(PayloadIndexParams params) {
    IntegerIndexParams integer = params.getIntegerIndexParams();
    return integer.hasLookup() && !integer.getLookup() && integer.hasRange() && !integer.getRange();
  }

  private static PayloadSchemaType typeOf(CreateFieldIndexCollection index) {
    PayloadSchemaType byParams = typeOf(index.getFieldIndexParams());
    if (!index.hasFieldType()) {
      if (byParams == PayloadSchemaType.UnknownType) {
        throw Failures.wrongInput("field_type is missing");
      }
      return byParams;
    }
    PayloadSchemaType byType =
        switch (index.getFieldType()) {
          case FieldTypeKeyword -> PayloadSchemaType.Keyword;
          case FieldTypeInteger -> PayloadSchemaType.Integer;
          case FieldTypeFloat -> PayloadSchemaType.Float;
          case FieldTypeGeo -> PayloadSchemaType.Geo;
          case FieldTypeText -> PayloadSchemaType.Text;
          case FieldTypeBool -> PayloadSchemaType.Bool;
          case FieldTypeDatetime -> PayloadSchemaType.Datetime;
          case FieldTypeUuid -> PayloadSchemaType.Uuid;
          case UNRECOGNIZED -> throw Failures.wrongInput("cannot convert field type");
        };
    if (byParams != PayloadSchemaType.UnknownType && byParams != byType) {
      throw Failures.wrongInput("field_type and field_index_params do not match");
    }
    return byType;
  }

  private static PayloadSchemaType typeOf(PayloadIndexParams params) {
    return switch (params.getIndexParamsCase()) {
      case KEYWORD_INDEX_PARAMS -> PayloadSchemaType.Keyword;
      case INTEGER_INDEX_PARAMS -> PayloadSchemaType.Integer;
      case FLOAT_INDEX_PARAMS -> PayloadSchemaType.Float;
      case GEO_INDEX_PARAMS -> PayloadSchemaType.Geo;
      case TEXT_INDEX_PARAMS -> PayloadSchemaType.Text;
      case BOOL_INDEX_PARAMS -> PayloadSchemaType.Bool;
      case DATETIME_INDEX_PARAMS -> PayloadSchemaType.Datetime;
      case UUID_INDEX_PARAMS -> PayloadSchemaType.Uuid;
      case INDEXPARAMS_NOT_SET -> PayloadSchemaType.UnknownType;
    };
  }
}
