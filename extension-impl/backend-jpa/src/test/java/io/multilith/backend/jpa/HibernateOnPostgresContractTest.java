package io.multilith.backend.jpa;

import org.junit.jupiter.api.Tag;

/** The other three pairs of a provider and a database are tried in every build. */
@Tag("slow")
class HibernateOnPostgresContractTest extends EntityContract {
    HibernateOnPostgresContractTest() {
        super(TestDatabase.postgres(), "hibernate");
    }
}
