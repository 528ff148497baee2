package io.multilith.backend.jpa;

class EclipseLinkOnH2ContractTest extends EntityContract {
    EclipseLinkOnH2ContractTest() {
        super(TestDatabase.h2(), "eclipselink");
    }
}
