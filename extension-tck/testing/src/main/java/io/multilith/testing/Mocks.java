package io.multilith.testing;

import java.util.Optional;

import org.mockito.Mockito;
import org.mockito.exceptions.base.MockitoException;

/** Made by Mockito, which a user may have or not. */
final class Mocks {
    private static final boolean PRESENT = isPresent();

    private Mocks() {}

    private static boolean isPresent() {
        try {
            Class.forName("org.mockito.Mockito", false, Mocks.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException notThere) {
            return false;
        }
    }

    /** Answers with nothing; empty without Mockito, and for types that it cannot mock, such as texts and numbers. */
    static <T> Optional<T> of(Class<T> type) {
        return PRESENT ? OfMockito.mock(type) : Optional.empty();
    }

    /** Is not even loaded without it. */
    private static final class OfMockito {
        static <T> Optional<T> mock(Class<T> type) {
            try {
                return Optional.of(Mockito.mock(type));
            } catch (MockitoException impossible) {
                return Optional.empty();
            }
        }
    }
}
