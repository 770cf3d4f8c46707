package io.vectorstream.pipeline.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/** What a broker keeps from its clients. */
public final class Acls {

  /** The settings of a broker that heeds ACLs, and permits what none is about. */
  public static final Map<String, String> BROKER =
      Map.of(
          "authorizer.class.name",
          StandardAuthorizer.class.getName(),
          "allow.everyone.if.no.acl.found",
          "true");

  private Acls() {}

  /** Permits a thing to somebody, and so to nobody else. */
  public static void keepToOthers(Admin admin, ResourceType type, String name)
      throws ExecutionException, InterruptedException {
    AccessControlEntry somebody =
        new AccessControlEntry("User:somebody", "*", AclOperation.ALL, AclPermissionType.ALLOW);
    ResourcePattern thing = new ResourcePattern(type, name, PatternType.LITERAL);
    admin.createAcls(List.of(new AclBinding(thing, somebody))).all().get();
  }

  /** Permits everybody to do some things to a topic, and nothing else. */
  public static void permitOnly(Admin admin, String topic, AclOperation... operations)
      throws ExecutionException, InterruptedException {
    ResourcePattern thing = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
    List<AclBinding> acls =
        Stream.of(operations)
            .map(
                operation ->
                    new AclBinding(
                        thing,
                        new AccessControlEntry("User:*", "*", operation, AclPermissionType.ALLOW)))
            .toList();
    admin.createAcls(acls).all().get();
  }
}
