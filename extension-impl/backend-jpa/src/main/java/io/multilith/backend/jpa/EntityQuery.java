package io.multilith.backend.jpa;

import java.util.List;
import java.util.Optional;

import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;

import io.multilith.resource.Query;

/** A query as the database answers it. For one use in one transaction. */
final class EntityQuery {
    private final Session session;
    private final EntityShape shape;
    private final Query query;

    EntityQuery(Session session, EntityShape shape, Query query) {
        this.session = session;
        this.shape = shape;
        this.query = query;
    }

    /** What a statement is made of. */
    private final class Statement<T> {
        private final Bindings bindings = new Bindings(session.entities().getCriteriaBuilder());
        private final CriteriaQuery<T> criteria;
        private final Root<?> root;
        private final ConditionCompiler conditions;
        private final PlaceCompiler place;

        Statement(Class<T> result) {
            var builder = session.entities().getCriteriaBuilder();
            criteria = builder.createQuery(result);
            root = criteria.from(shape.type());
            var columns = new Columns(builder, root, shape, session.database(), bindings);
            conditions = new ConditionCompiler(builder, columns, shape.shown());
            place = new PlaceCompiler(builder, columns, shape, query);
        }

        void where(Optional<Predicate> place) {
            var where = conditions.compile(query.where());
            var both = where.isPresent() && place.isPresent()
                    ? Optional.of(session.entities().getCriteriaBuilder().and(where.get(), place.get()))
                    : where.or(() -> place);
            both.ifPresent(criteria::where);
        }

        TypedQuery<T> make() {
            var made = session.fresh(session.entities().createQuery(criteria));
            bindings.apply(made);
            return made;
        }
    }

    /** Whether the database finds just what is wanted, in the order that is wanted. */
    boolean isExact() {
        var statement = new Statement<>(Object.class);
        statement.conditions.compile(query.where());
        return statement.conditions.isExact() && statement.place.isKnown()
                && query.after().map(place -> statement.place.after(place).isPresent()).orElse(true);
    }

    /** Those that match, or when the query is not exact, others with them; in its order, after its place. */
    List<?> list(int skip, int limit) {
        return limit == 0 ? List.of() : list(shape.type(), skip, limit);
    }

    @SuppressWarnings("unchecked") // the root is of the type
    private <T> List<T> list(Class<T> type, int skip, int limit) {
        var statement = new Statement<>(type);
        statement.where(query.after().flatMap(statement.place::after));
        statement.criteria.select((Root<T>) statement.root).orderBy(statement.place.order());
        return statement.make().setFirstResult(skip).setMaxResults(limit).getResultList();
    }

    long count() {
        var statement = new Statement<>(Long.class);
        statement.where(Optional.empty());
        statement.criteria.select(session.entities().getCriteriaBuilder().count(statement.root));
        return statement.make().getSingleResult();
    }
}
