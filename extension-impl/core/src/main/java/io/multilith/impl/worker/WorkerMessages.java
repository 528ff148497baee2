package io.multilith.impl.worker;

import java.lang.invoke.MethodHandles;
import java.util.Collection;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

@MessageBundle(projectCode = "ML", length = 4)
interface WorkerMessages {
    WorkerMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), WorkerMessages.class);

    @Message(id = 180, value = "@OnResource on %s names the collection \"%s\", which this application does not have. Fix: name one of %s, or declare it with @ResourceCollection.")
    String unknownCollection(String method, String collection, Collection<String> known);

    @Message(id = 181, value = "@OnResource on %s has where = \"%s\", which does not fit the records of %s: %s. Fix: a condition as in a URL, status=pending&value[$gt]=3, on their fields %s.")
    String badWhere(String method, String where, String collection, String errors, Collection<String> fields);

    @Message(id = 182, value = "@OnResource on %s takes %s. Fix: take one parameter: %s, JsonObject or StoredRecord.")
    String badParameters(String method, String taken, String recordType);

    @Message(id = 183, value = "@OnResource on %s has sweep = \"%s\", which is no duration. Fix: one of ISO-8601, such as PT10S, or nothing for no sweep.")
    String badSweep(String method, String sweep);

    @Message(id = 184, value = "@OnResource on %s names the changes %s. Fix: name at least one; REMOVED stands alone, on a method of its own.")
    String badKinds(String method, Collection<String> kinds);

    @Message(id = 185, value = "@OnResource on %s works on the collection \"%s\", which does not offer %s. Fix: add it to the operations of its @ResourceCollection.")
    String notOffered(String method, String collection, String operation);

    @Message(id = 186, value = "%s changes records so that they are still like its where, the record %s for one, and is called for them again; it rests longer and longer in between. Fix: change them so that they are no longer, or leave them.")
    String leavesLike(String method, String id);

    @Message(id = 187, value = "The lease of %s on the record %s ended while the method ran, so another node may have begun with it. Fix: see why the store could not be reached in time, or make multilith.worker.lease longer.")
    String leaseLost(String method, String id);

    @Message(id = 188, value = "The sweep of %s failed; the next one follows.")
    String sweepFailed(String method);

    @Message(id = 189, value = "What %s did with the record %s could not be noted: %s It may be called for it again.")
    String notNoted(String method, String id, String reason);

    @Message(id = 190, value = "The record %s cannot be looked at for %s; it is tried again.")
    String notReadable(String id, String method);
}
