package io.multilith.tck.liberty;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Action;
import io.multilith.resource.Collection;
import io.multilith.resource.Hidden;
import io.multilith.resource.Operation;
import io.multilith.resource.ReadOnly;
import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceHook;
import io.multilith.resource.ResourceModel;
import io.multilith.resource.ResourceRequest;
import io.multilith.tck.Item;

/** An application of nothing but collections, each with something in particular. */
@ApplicationPath("api")
public class WebShelf extends Application {
    /** Any JSON, and several at once. */
    @ResourceCollection(value = "note", multi = {Operation.CREATE, Operation.PATCH, Operation.REMOVE})
    public static class Notes implements ResourceModel<JsonObject> {}

    /** Changed only by those who say what they know. */
    @ResourceCollection(value = "guarded", requireMatch = true)
    public static class Guarded implements ResourceModel<JsonObject> {}

    /** Listed as pages. */
    @ResourceCollection(value = "paged", paginate = true)
    public static class Paged implements ResourceModel<JsonObject> {}

    /** Read and added to, one by one, and no more. */
    @ResourceCollection(value = "fixed", operations = {Operation.FIND, Operation.GET, Operation.CREATE}, multi = {})
    public static class Fixed implements ResourceModel<JsonObject> {}

    /** What the contract of collections is about. */
    @ResourceCollection("item")
    public static class Items implements ResourceModel<Item> {}

    /** With numbers for ids. */
    @ResourceCollection("ticket")
    public static class Tickets implements ResourceModel<Ticket> {}

    public record Ticket(long id, String text) {}

    /** With UUIDs for ids. */
    @ResourceCollection("token")
    public static class Tokens implements ResourceModel<Token> {}

    public record Token(UUID id, String text) {}

    /** With fields that are not everybody's, and actions. */
    @ResourceCollection("account")
    public static class Accounts implements ResourceModel<Account> {
        @Action
        public Account pay(Account account, @Min(1) int amount) {
            return new Account(account.id(), account.name(), account.password(), account.balance() + amount);
        }

        @Action
        public int sum(int first, int second) {
            return first + second;
        }

        @Action
        public void forget(String id) {}

        @Action
        public Account empty(Account account) {
            throw new ProblemException(ErrorName.FORBIDDEN, "not-yours", "The account of another.");
        }
    }

    public record Account(String id, String name, @Hidden String password, @ReadOnly Integer balance) {}

    /** Opens accounts with nothing in them. */
    @ApplicationScoped
    @Collection("account")
    public static class Opening implements ResourceHook<Account> {
        @Override
        public Account store(ResourceRequest request, Optional<Account> current, Account next) {
            return next.balance() == null ? new Account(next.id(), next.name(), next.password(), 0) : next;
        }
    }
}
