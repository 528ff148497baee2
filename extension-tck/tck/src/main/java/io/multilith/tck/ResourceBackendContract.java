package io.multilith.tck;

import java.lang.reflect.Type;

import org.junit.jupiter.api.Nested;

import io.multilith.resource.ResourceBackend;

/**
 * What a {@link ResourceBackend} must do. Extend it and hand it a backend; each test opens collections of names of its own.
 *
 * <pre>{@code
 * class MyBackendContractTest extends ResourceBackendContract {
 *     @Override
 *     protected ResourceBackend backend() {
 *         return new MyBackend();
 *     }
 * }
 * }</pre>
 *
 * <p>
 * Where two collections of one type would share their records, because a type is a table, {@link #backend()} empties it: it
 * is asked for once a test.
 *
 * @since 0.1
 */
public abstract class ResourceBackendContract {

    /** Makes a suite; a subclass needs nothing but {@link #backend()}. */
    protected ResourceBackendContract() {}

    /**
     * The backend under test. Called once before each test.
     *
     * @return ready for use
     */
    protected abstract ResourceBackend backend();

    /**
     * What records are mapped to.
     *
     * @return a type with the JSON of {@link Item}, which is the default
     */
    protected Type recordType() {
        return Item.class;
    }

    /**
     * What records are mapped to whose id is a number.
     *
     * @return a type with the JSON of {@link NumberedItem}, which is the default
     */
    protected Type numberedType() {
        return NumberedItem.class;
    }

    /**
     * What records are mapped to whose id is a UUID.
     *
     * @return a type with the JSON of {@link UniqueItem}, which is the default
     */
    protected Type uniqueType() {
        return UniqueItem.class;
    }

    /**
     * Whether records may be any JSON objects, of the type {@code JsonObject}. If not, what only they can have is passed over.
     *
     * @return by default yes
     */
    protected boolean keepsAnyJson() {
        return true;
    }

    /**
     * Whether a collection that is opened again is the same. If not, what outlives the application is passed over.
     *
     * @return by default yes
     */
    protected boolean isDurable() {
        return true;
    }

    @Nested
    class Writing extends WritingCases {
        Writing() {
            super(ResourceBackendContract.this);
        }
    }

    @Nested
    class WritingTogether extends TogetherCases {
        WritingTogether() {
            super(ResourceBackendContract.this);
        }
    }

    @Nested
    class Reading extends ReadingCases {
        Reading() {
            super(ResourceBackendContract.this);
        }
    }

    @Nested
    class Querying extends ConditionCases {
        Querying() {
            super(ResourceBackendContract.this);
        }
    }

    @Nested
    class Searching extends SearchCases {
        Searching() {
            super(ResourceBackendContract.this);
        }
    }

    @Nested
    class Ordering extends OrderCases {
        Ordering() {
            super(ResourceBackendContract.this);
        }
    }

    @Nested
    class Paging extends PageCases {
        Paging() {
            super(ResourceBackendContract.this);
        }
    }

    @Nested
    class Ids extends IdCases {
        Ids() {
            super(ResourceBackendContract.this);
        }
    }

    @Nested
    class AnyJson extends AnyJsonCases {
        AnyJson() {
            super(ResourceBackendContract.this);
        }
    }

    @Nested
    class ChangeLog extends ChangeLogCases {
        ChangeLog() {
            super(ResourceBackendContract.this);
        }
    }

    @Nested
    class Links extends LinkCases {
        Links() {
            super(ResourceBackendContract.this);
        }
    }

    @Nested
    class Claims extends ClaimCases {
        Claims() {
            super(ResourceBackendContract.this);
        }
    }

    @Nested
    class OpenedAgain extends DurabilityCases {
        OpenedAgain() {
            super(ResourceBackendContract.this);
        }
    }
}
