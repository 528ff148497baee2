package io.multilith.backend.jpa;

class HibernateOnPostgresContractTest extends EntityContract {
    HibernateOnPostgresContractTest() {
        super(TestDatabase.postgres(), "hibernate");
    }
}
