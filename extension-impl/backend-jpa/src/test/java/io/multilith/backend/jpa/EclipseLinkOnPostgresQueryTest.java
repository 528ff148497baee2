package io.multilith.backend.jpa;

class EclipseLinkOnPostgresQueryTest extends QueryContract {
    EclipseLinkOnPostgresQueryTest() {
        super(TestDatabase.postgres(), "eclipselink");
    }
}
