//! Dates: what they are made of, and what is said of them.

phrases! {
    @behind reading;

    // Dates: what they are made of. Where a language has another form of a month's or season's name behind a day or a preposition, it is its form `of`.
    january() = "January";
    february() = "February";
    march() = "March";
    april() = "April";
    may() = "May";
    june() = "June";
    july() = "July";
    august() = "August";
    september() = "September";
    october() = "October";
    november() = "November";
    december() = "December";
    spring() = "spring";
    summer() = "summer";
    autumn() = "autumn";
    winter() = "winter";
    northern_spring() = "northern spring"; // of the northern hemisphere
    northern_summer() = "northern summer";
    northern_autumn() = "northern autumn";
    northern_winter() = "northern winter";
    southern_spring() = "southern spring"; // of the southern hemisphere
    southern_summer() = "southern summer";
    southern_autumn() = "southern autumn";
    southern_winter() = "southern winter";
    first_quarter() = "first quarter"; // of a year
    second_quarter() = "second quarter";
    third_quarter() = "third quarter";
    fourth_quarter() = "fourth quarter";
    first_third() = "first third"; // of a year: four months
    second_third() = "second third";
    last_third() = "last third";
    first_half() = "first half"; // of a year
    second_half() = "second half";
    year(year) = "{year}";
    year_early(year) = "AD {year}"; // before the year 1000
    year_before_christ(year) = "{year} BC";
    year_heading(year) = "{year}"; // above what is of a year
    day(n) = "{n}"; // of a month: the form for one is for the first
    date_month(month, year) = "{month} {year}";
    date_season(season, year) = "{season} {year}";
    date_part(part, year) = "{part} of {year}"; // a quarter, a third or a half
    date_day(day, month) = "{day} {month}";
    date_full(day, month, year) = "{day} {month} {year}";
    date_days(first, last, month, year) = "{first} to {last} {month} {year}";
    date_time(date, time) = "{date}, {time}";

    // Dates: what is said of them. A date is put in as it stands alone, behind a preposition (date_from, date_until) with the form `of` of its month.
    decade(year) = "the {year}s"; // by its first year
    decade_heading(year) = "{year}s";
    years_between(first, last) = "between {first} and {last}";
    days_between(first, last) = "between {first} and {last}";
    months_between(first, last) = "between {first} and {last}";
    date_in_years(date, years) = "{date} in {years}"; // "December in the 1990s"
    year_unknown() = "year unknown";
    date_of_unknown_year(date) = "{date}, year unknown";
    month_unknown(year) = "{year}, month unknown";
    month_and_day_unknown(year) = "{year}, month and day unknown";
    day_of_unknown_month(year, day) = "{year}, day {day} of an unknown month";
    day_unknown(month) = "{month}, day unknown";
    year_estimated(year, first, last) = "about {year} (between {first} and {last})";
    date_about(date) = "about {date}"; // a month or a year; the next of a day
    day_about(date) = "about {date}";
    date_uncertain(date) = "{date} (uncertain)";
    years_span(first, last) = "{first} to {last}"; // bare years
    dates_span(first, last) = "{first} to {last}"; // dates with their years
    span_in_year(first, last, year) = "{first} to {last} {year}"; // "7 April to July 1994"
    date_from(date) = "from {date}"; // a month or a year; the next a day
    day_from(date) = "from {date}";
    end_unknown(date) = "{date}, end unknown"; // "from 2011, end unknown"
    date_until(date) = "until {date}"; // a month or a year; the next a day
    day_until(date) = "until {date}";
    beginning_unknown(date) = "{date}, beginning unknown";
    date_or_earlier(date) = "{date} or earlier";
    date_or_later(date) = "{date} or later";
}
