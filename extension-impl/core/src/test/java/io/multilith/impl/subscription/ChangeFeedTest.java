package io.multilith.impl.subscription;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.impl.cdi.LogRecords;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Settings;
import io.multilith.impl.messaging.LocalBus;
import io.multilith.resource.CollectionStore;
import io.multilith.resource.QueryForm;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.Subscriber;
import io.multilith.resource.SubscriptionRequest;
import io.multilith.resource.SubscriptionStart;
import io.multilith.resource.ToldChange;
import io.multilith.resource.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

class ChangeFeedTest {
    @RegisterExtension
    final LogRecords logged = new LogRecords();

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final GrowingLog log = new GrowingLog();
    private final ChangeFeed feed = new ChangeFeed(Followed.whole(log), threads);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void tells_one_who_resumes_after_a_look_what_was_not_told() {
        log.append();
        log.append();
        feed.follow(change -> CompletableFuture.completedStage(null));
        await().untilAsserted(() -> assertThat(log.reads()).isEqualTo(1));
        feed.look();
        var told = new CopyOnWriteArrayList<Long>();

        feed.resume(change -> remember(told, change));

        await().untilAsserted(() -> assertThat(told).containsExactly(1L, 2L));
    }

    @Test
    void does_not_take_for_told_what_one_who_left_had_not_done() {
        feed.follow(change -> CompletableFuture.completedStage(null));
        var leave = feed.resume(change -> new CompletableFuture<>());
        feed.wake(List.of(log.append()));
        await().untilAsserted(() -> assertThat(feed.backlog()).isEqualTo(1));

        leave.run();
        feed.look();

        assertThat(log.told()).isZero();
    }

    @Test
    void follows_while_the_store_is_away() {
        log.lose();

        assertThatCode(() -> feed.follow(change -> CompletableFuture.completedStage(null))).doesNotThrowAnyException();
    }

    @Test
    void does_not_lose_a_hint_beside_what_was_committed_here() throws Exception {
        var told = new CopyOnWriteArrayList<Long>();
        feed.follow(change -> remember(told, change));
        await().untilAsserted(() -> assertThat(log.reads()).isEqualTo(1));
        var here = log.append();
        log.append(); // by a transaction of the application

        feed.wake(); // CollectionDefinition.grown
        feed.wake(List.of(here));

        await().untilAsserted(() -> assertThat(told).containsExactly(1L, 2L));
    }

    @Test
    void goes_on_at_the_beginning_of_a_log_that_was_begun_anew() {
        var current = new AtomicReference<>(new GrowingLog());
        var other = new ChangeFeed(Followed.whole(store(current)), threads);
        var told = new CopyOnWriteArrayList<Long>();
        other.follow(change -> remember(told, change));
        for (var i = 0; i < 5; i++) {
            other.wake(List.of(current.get().append()));
        }
        await().untilAsserted(() -> assertThat(told).hasSize(5));
        other.look();

        current.set(new GrowingLog()); // restored or made anew
        other.look();
        other.wake(List.of(current.get().append()));

        await().untilAsserted(() -> assertThat(told).containsExactly(1L, 2L, 3L, 4L, 5L, 1L));
        assertThat(current.get().told()).isZero();
        assertThat(logged.lines()).filteredOn(line -> line.startsWith("ERROR ML0256")).hasSize(1);
    }

    @Test
    void loses_those_who_follow_a_log_that_was_begun_anew_before_anything_is_written_to_it() {
        var current = new AtomicReference<>(new GrowingLog());
        var other = new ChangeFeed(Followed.whole(store(current)), threads);
        var here = new Following();
        other.subscribe(request(Optional.empty()), here);
        var last = current.get().append();
        other.wake(List.of(last));
        await().untilAsserted(() -> assertThat(here.told).containsExactly(1L));
        other.look();

        current.set(new GrowingLog("another"));
        other.look();
        var resumed = new Following();
        other.subscribe(request(Optional.of(last.version())), resumed);
        other.wake(List.of(current.get().append()));

        assertThat(here.isLost).isTrue();
        assertThat(resumed.starts).extracting(SubscriptionStart::recovered).containsExactly(false);
        assertThat(resumed.starts).extracting(SubscriptionStart::position).containsExactly(new Version("another", 0));
        await().untilAsserted(() -> assertThat(resumed.told).containsExactly(1L));
        assertThat(resumed.isLost).isFalse();
    }

    @Test
    void misses_nothing_of_a_log_that_was_begun_anew_before_it_was_looked_at() {
        var current = new AtomicReference<>(new GrowingLog());
        var other = new ChangeFeed(Followed.whole(store(current)), threads);
        var told = new CopyOnWriteArrayList<Long>();
        current.get().append();
        current.get().append();
        other.follow(change -> remember(told, change));

        current.set(new GrowingLog("another"));
        current.get().append();
        other.look();

        await().untilAsserted(() -> assertThat(told).containsExactly(1L));
    }

    private static CollectionStore store(AtomicReference<GrowingLog> current) {
        return (CollectionStore) Proxy.newProxyInstance(CollectionStore.class.getClassLoader(),
                new Class<?>[]{CollectionStore.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(current.get(), arguments);
                    } catch (InvocationTargetException beyond) {
                        return List.of();
                    }
                });
    }

    private static SubscriptionRequest request(Optional<Version> after) {
        return new SubscriptionRequest("power", QueryForm.ALL, Optional.empty(), after, false);
    }

    private static final class Following implements Subscriber {
        private final List<SubscriptionStart> starts = new CopyOnWriteArrayList<>();
        private final List<Long> told = new CopyOnWriteArrayList<>();
        private volatile boolean isLost;

        @Override
        public void begun(SubscriptionStart start) {
            starts.add(start);
        }

        @Override
        public void told(ToldChange change) {
            told.add(change.change().version().position());
        }

        @Override
        public void lost() {
            isLost = true;
        }
    }

    @Test
    void tells_each_change_once_and_in_order() {
        var told = new CopyOnWriteArrayList<Long>();
        feed.follow(change -> remember(told, change));

        append(250);

        await().untilAsserted(() -> assertThat(told).hasSize(250));
        assertThat(told).containsExactlyElementsOf(LongStream.rangeClosed(1, 250).boxed().toList());
    }

    @Test
    void begins_with_the_next_change() {
        append(3);
        var told = new CopyOnWriteArrayList<Long>();

        feed.follow(change -> remember(told, change));
        append(1);

        await().untilAsserted(() -> assertThat(told).containsExactly(4L));
    }

    @Test
    void tells_each_change_once_while_many_write() throws Exception {
        var told = new CopyOnWriteArrayList<Long>();
        var running = new AtomicInteger();
        var overlapped = new AtomicBoolean();
        feed.follow(change -> {
            overlapped.compareAndSet(false, running.incrementAndGet() > 1);
            told.add(change.version().position());
            running.decrementAndGet();
            return CompletableFuture.completedStage(null);
        });

        var writers = Executors.newFixedThreadPool(8);
        try {
            var all = IntStream.range(0, 8).mapToObj(writer -> writers.submit(() -> append(500))).toList();
            for (var one : all) {
                one.get();
            }
        } finally {
            writers.shutdownNow();
        }

        await().untilAsserted(() -> assertThat(told).hasSize(4_000));
        assertThat(told).containsExactlyElementsOf(LongStream.rangeClosed(1, 4_000).boxed().toList());
        assertThat(overlapped).isFalse();
    }

    @Test
    void tells_the_next_without_waiting_and_counts_what_is_done() {
        var told = new CopyOnWriteArrayList<Long>();
        var first = new CompletableFuture<Void>();
        append(1);
        feed.follow(change -> {
            told.add(change.version().position());
            return change.version().position() == 2 ? first : CompletableFuture.completedStage(null);
        });
        log.append();

        feed.wake(List.of(log.append()));

        await().untilAsserted(() -> assertThat(told).containsExactly(2L, 3L));
        assertThat(feed.backlog()).isEqualTo(2);
        first.complete(null);
        await().untilAsserted(() -> assertThat(feed.backlog()).isZero());
        assertThat(told).containsExactly(2L, 3L);
    }

    @Test
    void does_not_read_from_the_store_what_was_committed_here() {
        var told = new CopyOnWriteArrayList<Long>();
        feed.follow(change -> remember(told, change));
        feed.follow(change -> CompletableFuture.runAsync(() -> remember(told, change), threads));
        await().untilAsserted(() -> assertThat(log.reads()).isEqualTo(2)); // when they began

        append(3);

        await().untilAsserted(() -> assertThat(told).containsExactlyInAnyOrder(1L, 1L, 2L, 2L, 3L, 3L));
        await().untilAsserted(() -> assertThat(feed.backlog()).isZero());
        assertThat(log.reads()).isEqualTo(2);
    }

    @Test
    void tells_one_who_came_late_all_that_was_committed_meanwhile() {
        var told = new CopyOnWriteArrayList<Long>();
        var first = new CompletableFuture<Void>();
        feed.follow(change -> {
            told.add(change.version().position());
            return change.version().position() == 1 ? first : CompletableFuture.completedStage(null);
        });
        append(1);
        await().untilAsserted(() -> assertThat(told).containsExactly(1L));

        append(1_000);
        feed.look();
        first.complete(null);

        await().untilAsserted(() -> assertThat(told).hasSize(1_001));
        assertThat(told).containsExactlyElementsOf(LongStream.rangeClosed(1, 1_001).boxed().toList());
    }

    @Test
    void tells_a_change_again_when_the_followers_stage_fails() {
        assertToldAgain(change -> CompletableFuture.failedStage(new IllegalStateException("the broker is away")));
    }

    @Test
    void tells_a_change_again_when_the_follower_throws() {
        assertToldAgain(change -> {
            throw new IllegalStateException("the broker is away");
        });
    }

    @Test
    void tells_a_change_again_when_the_followers_stage_fails_later() {
        assertToldAgain(change -> CompletableFuture.runAsync(() -> {
            throw new IllegalStateException("the broker is away");
        }, threads));
    }

    @Test
    void lets_no_follower_hold_up_another() {
        var told = new CopyOnWriteArrayList<Long>();
        feed.follow(change -> new CompletableFuture<>());
        feed.follow(change -> remember(told, change));

        append(3);

        await().untilAsserted(() -> assertThat(told).containsExactly(1L, 2L, 3L));
        assertThat(feed.backlog()).isEqualTo(3);
    }

    @Test
    void tells_nothing_more_to_one_who_left() {
        var gone = new CopyOnWriteArrayList<Long>();
        var told = new CopyOnWriteArrayList<Long>();
        var leave = feed.follow(change -> remember(gone, change));
        feed.follow(change -> remember(told, change));
        append(1);
        await().untilAsserted(() -> assertThat(gone).containsExactly(1L));

        leave.run();
        leave.run();
        append(1);

        await().untilAsserted(() -> assertThat(told).containsExactly(1L, 2L));
        assertThat(gone).containsExactly(1L);
    }

    @Test
    void says_to_the_store_what_the_slowest_was_told() {
        var second = new CompletableFuture<Void>();
        feed.resume(change -> CompletableFuture.completedStage(null));
        feed.resume(change -> change.version().position() == 2 ? second : CompletableFuture.completedStage(null));

        append(5);

        await().during(Duration.ofMillis(200)).untilAsserted(() -> assertThat(toldAfterLook()).isLessThan(2));
        second.complete(null);
        await().untilAsserted(() -> assertThat(toldAfterLook()).isEqualTo(5));
    }

    @Test
    void says_what_was_forgotten_and_goes_on_behind_it() {
        var told = new CopyOnWriteArrayList<Long>();
        feed.follow(change -> remember(told, change));
        log.append();
        log.append();
        log.append();
        log.forget(2);

        feed.wake();

        await().untilAsserted(() -> assertThat(told).containsExactly(3L));
        assertThat(logged.lines())
                .anySatisfy(line -> assertThat(line).startsWith("ERROR ML0250").contains("from 0 to 2"));
    }

    @Test
    void goes_on_after_what_was_told_before() {
        append(3);
        log.told(2);
        var told = new CopyOnWriteArrayList<Long>();

        feed.resume(change -> remember(told, change));
        append(1);

        await().untilAsserted(() -> assertThat(told).containsExactly(3L, 4L));
    }

    @Test
    void finds_what_others_wrote_when_it_looks() {
        var told = new CopyOnWriteArrayList<Long>();
        feed.follow(change -> remember(told, change));

        log.append();
        feed.look();

        await().untilAsserted(() -> assertThat(told).containsExactly(1L));
    }

    @Test
    void looks_again_after_a_store_failed() {
        var workers = new WorkerThreads(new Settings());
        var feeds = new ChangeFeeds(new LocalBus(workers), workers);
        log.breakHead();
        feeds.add(Followed.whole(log));

        feeds.start();

        await().untilAsserted(() -> assertThat(logged.lines())
                .anySatisfy(line -> assertThat(line).startsWith("ERROR ML0254")));
        await().untilAsserted(() -> assertThat(log.heads()).isGreaterThan(1));
        feeds.stop();
    }

    @Test
    void says_once_that_a_store_is_away_and_once_that_it_is_back() {
        log.lose();
        feed.look();
        feed.look();
        assertThat(feed.away()).contains("The database does not answer.");

        log.find();
        feed.look();
        feed.look();

        assertThat(feed.away()).isEmpty();
        assertThat(logged.lines()).filteredOn(line -> line.startsWith("WARN ML0252")).hasSize(1);
        assertThat(logged.lines()).filteredOn(line -> line.startsWith("INFO ML0253")).hasSize(1);
    }

    @Test
    void says_that_the_log_cannot_be_read_and_reads_it_again() {
        var told = new CopyOnWriteArrayList<Long>();
        feed.follow(change -> remember(told, change));
        await().untilAsserted(() -> assertThat(log.reads()).isEqualTo(1));
        log.append();
        log.breakOnce();

        feed.wake();

        await().untilAsserted(() -> assertThat(told).containsExactly(1L));
        assertThat(logged.lines()).anySatisfy(line -> assertThat(line).startsWith("ERROR ML0251").contains("after 0"));
    }

    private void assertToldAgain(
            java.util.function.Function<ResourceChange, java.util.concurrent.CompletionStage<Void>> fail) {
        var told = new CopyOnWriteArrayList<Long>();
        feed.follow(change -> {
            told.add(change.version().position());
            return told.size() == 1 ? fail.apply(change) : CompletableFuture.completedStage(null);
        });

        append(2);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(feed.backlog()).isZero());
        assertThat(told).filteredOn(position -> position == 1).hasSize(2);
        assertThat(told).endsWith(1L, 2L);
    }

    private long toldAfterLook() {
        feed.look();
        return log.told();
    }

    private void append(int changes) {
        for (var i = 0; i < changes; i++) {
            feed.wake(List.of(log.append()));
        }
    }

    private static CompletableFuture<Void> remember(List<Long> told, ResourceChange change) {
        told.add(change.version().position());
        return CompletableFuture.completedFuture(null);
    }
}
