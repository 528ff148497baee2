package io.multilith.backend.jpa;

class HibernateOnPostgresQueryTest extends QueryContract {
    HibernateOnPostgresQueryTest() {
        super(TestDatabase.postgres(), "hibernate");
    }
}
