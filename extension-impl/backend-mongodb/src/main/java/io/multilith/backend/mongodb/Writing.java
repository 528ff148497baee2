package io.multilith.backend.mongodb;

import java.util.function.Supplier;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;

/** Writes that meet others. */
final class Writing {
    private static final int DUPLICATE = 11_000;

    private Writing() {}

    /** Once more when two inserted the same, of which the second now finds what the first has inserted. */
    static <T> T again(Supplier<T> upsert) {
        try {
            return upsert.get();
        } catch (MongoCommandException | MongoWriteException raced) {
            if (!isDuplicate(raced)) {
                throw raced;
            }
            return upsert.get();
        }
    }

    /** Passes over what is there already. */
    static void missing(Runnable inserts) {
        try {
            inserts.run();
        } catch (MongoBulkWriteException some) {
            if (some.getWriteConcernError() != null
                    || !some.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE)) {
                throw some;
            }
        }
    }

    static boolean isDuplicate(MongoException failed) {
        return ErrorCategory.fromErrorCode(failed.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }
}
