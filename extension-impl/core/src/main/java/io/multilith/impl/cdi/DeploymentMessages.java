package io.multilith.impl.cdi;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface DeploymentMessages {
    DeploymentMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), DeploymentMessages.class);

    @Message(id = 1, value = "%d problems keep the application from starting:%n%s")
    String problems(int count, String list);

    @Message(id = 2, value = "Multilith has started: services %s, collections %s.")
    String started(Object services, Object collections);

    @Message(id = 3, value = "Multilith has stopped.")
    String stopped();

    @Message(id = 4, value = "The entrypoint %s failed to stop; the others are stopped all the same.")
    String notStopped(String type);

    @Message(id = 110, value = "No binder for @%s on %s. Fix: add a bean that implements EntrypointBinder<%s>, or take the annotation away.")
    String noBinder(String kind, String method, String sameKind);

    @Message(id = 111, value = "\"%s\" names both %s and %s. Fix: rename one; services and collections share one namespace.")
    String sameName(String name, String first, String second);

    @Message(id = 112, value = "\"%s\" on %s is not a name. Fix: use [a-z][a-z0-9-]*, at most 63 characters.")
    String badName(String name, String type);

    @Message(id = 113, value = "\"%s\" on %s is a word of the configuration. Fix: rename it; reserved are %s.")
    String reservedName(String name, String type, Object reserved);

    @Message(id = 114, value = "The entrypoint %s is private. Fix: make it package-private, protected or public.")
    String privateMethod(String method);

    @Message(id = 115, value = "The parameter %d of %s has lost its name. Fix: compile with -parameters.")
    String parameterWithoutName(int position, String method);

    @Message(id = 116, value = "%s and %s both bind @%s. Fix: take one away.")
    String twoBinders(String first, String second, String kind);

    @Message(id = 117, value = "@%s on %s is not on a service, so nobody calls the method. Fix: annotate the class with @ServiceEntrypoint(\"<name>\").")
    String notOnService(String kind, String method);

    @Message(id = 118, value = "\"%s\" (%s) is on another node, and there is no broker to reach it by. Fix: set amqp-host and amqp-port, add the jar of the embedded broker, or take the key %s away.")
    String remoteWithoutBroker(String name, String type, String key);

    @Message(id = 200, value = "The collection \"%s\" (%s) wants the backend \"%s\", which is not there. Fix: set %s to one of %s, or add the jar of the backend.")
    String unknownBackend(String collection, String type, String backend, String key, Object known);

    @Message(id = 201, value = "%s is a @ResourceCollection and no ResourceModel. Fix: implement ResourceModel<T>, T being the type of its records.")
    String notAModel(String type);

    @Message(id = 202, value = "The records of %s are of type %s, which cannot be told. Fix: implement ResourceModel with a class, a record or JsonObject.")
    String unclearModel(String type, String model);

    @Message(id = 203, value = "@Collection(\"%s\") at %s is on a %s. Fix: inject a ResourceClient<T> with the type of the records.")
    String notAClient(String collection, String where, String type);

    @Message(id = 204, value = "%s is a ResourceBackend without @Backend, which names it. Fix: add @Backend(\"a-name\").")
    String backendWithoutName(String type);

    @Message(id = 205, value = "The collection \"%s\" (%s) cannot be kept by its backend: %s")
    String backendRefuses(String collection, String type, String reason);

    @Message(id = 206, value = "The records of %s are of type %s, which has no id. Fix: give it a member \"id\" that is a String, a UUID or a long.")
    String recordWithoutId(String type, String recordType);

    @Message(id = 207, value = "The hook %s is of no collection that is declared here. Fix: annotate it with @Collection and one of %s.")
    String hookOfNothing(String type, Object collections);

    @Message(id = 208, value = "The hook %s is for records of type %s, and those of the collection \"%s\" are of type %s. Fix: implement ResourceHook with that type.")
    String hookOfOtherRecords(String hook, String type, String collection, String recordType);

    @Message(id = 209, value = "The action %s is named \"%s\", which is taken: by an operation of every collection, or by another action. Fix: rename it.")
    String actionNameTaken(String action, String name);
}
