package io.multilith.backend.jpa;

import java.time.MonthDay;
import java.time.Year;
import java.time.YearMonth;
import java.util.IllformedLocaleException;
import java.util.Locale;

import jakarta.json.bind.adapter.JsonbAdapter;

/** Types that are a text in JSON although JSON-B does not say so; the JSON of collections is written with the same. */
final class TextAdapters {
    static final JsonbAdapter<?, ?>[] ALL = {new OfYear(), new OfYearMonth(), new OfMonthDay(), new OfLocale()};

    private TextAdapters() {}

    static final class OfYear implements JsonbAdapter<Year, String> {
        @Override
        public String adaptToJson(Year year) {
            return year.toString();
        }

        @Override
        public Year adaptFromJson(String text) {
            return Year.parse(text);
        }
    }

    static final class OfYearMonth implements JsonbAdapter<YearMonth, String> {
        @Override
        public String adaptToJson(YearMonth month) {
            return month.toString();
        }

        @Override
        public YearMonth adaptFromJson(String text) {
            return YearMonth.parse(text);
        }
    }

    static final class OfMonthDay implements JsonbAdapter<MonthDay, String> {
        @Override
        public String adaptToJson(MonthDay day) {
            return day.toString();
        }

        @Override
        public MonthDay adaptFromJson(String text) {
            return MonthDay.parse(text);
        }
    }

    /** By its BCP 47 tag. */
    static final class OfLocale implements JsonbAdapter<Locale, String> {
        @Override
        public String adaptToJson(Locale locale) {
            return locale.toLanguageTag();
        }

        /** @throws IllformedLocaleException if it is no tag */
        @Override
        public Locale adaptFromJson(String tag) {
            return new Locale.Builder().setLanguageTag(tag).build();
        }
    }
}
