//! How many there are of each year: bars, and the table behind them.
//!
//! A date is put at a year if it cannot lie in another; what is doubtful of it (`2014?`, `2014~`) is drawn apart, and so
//! are paragraphs whose speaker is doubtful. Decades, years with unknown digits, stretches of time over a year's end
//! and what has no date have a row of the table, and no bar.

#[cfg(test)]
mod tests;

use std::{cmp::Reverse, collections::BTreeMap};

use crate::{
    archive::{Dated, EntryIndex},
    date,
    pages::{
        context::PageContext,
        data_file,
        lists::{List, Of, Style},
        paths, printed, year_links,
    },
    reader::Thing,
    text::{Words, route::fragment, slug},
    view::{BarView, ChartLabelView, YearRowView, YearsView},
};

/// From how many rows on there is a table, and from how many years on a picture: below, headings say it.
const FEWEST: usize = 3;

/// How many bars a picture has at most: more years share a bar.
const MOST_BARS: i64 = 80;

/// How many years are written below them at most.
const MOST_LABELS: i64 = 7;

/// The picture's size, how far down the bars stand, and how high they are at most: above is room for a number.
const WIDTH: u32 = 360;
const HEIGHT: u32 = 88;
const BASE: u32 = 70;
const TALLEST: u32 = 52;

/// Of the width that a bar has, what it fills.
const FILLED: (u32, u32) = (3, 4);

/// So many of a date.
#[derive(Clone, Copy, Debug)]
pub(in crate::pages) struct Counted<'e> {
    /// When.
    pub(in crate::pages) date: Option<&'e Dated>,
    /// How many.
    pub(in crate::pages) count: usize,
    /// Of how many of these it is doubtful that they belong here, whatever the date is.
    pub(in crate::pages) doubtful: usize,
}

/// What a row of the table counts, in the order of the table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    /// A year.
    Year(i64),
    /// From a year to another.
    Span(i64, i64, String),
    /// Without a beginning or without an end.
    Open(Option<i64>, String),
    /// Without a date.
    Never,
}

impl When {
    fn of(date: Option<&Dated>, words: &Words) -> Self {
        let Some(date) = date.map(|date| &date.value) else {
            return Self::Never;
        };
        match (date.only_year(), date.year(), date.last_year()) {
            (Some(year), ..) => Self::Year(year),
            (None, Some(first), Some(last)) => Self::Span(first, last, date.years_label(words)),
            (None, first, last) => Self::Open(first.or(last), date.years_label(words)),
        }
    }

    /// The year that it stands behind in the table; then its place there.
    fn place(&self) -> (bool, Option<i64>, u8) {
        match self {
            Self::Year(year) => (false, Some(*year), 0),
            Self::Span(first, ..) => (false, Some(*first), 1),
            Self::Open(year, _) => (false, *year, 2),
            Self::Never => (true, None, 0),
        }
    }

    fn title(&self, words: &Words) -> String {
        match self {
            Self::Year(year) => date::year_heading(*year, words),
            Self::Span(_, _, title) | Self::Open(_, title) => title.clone(),
            Self::Never => words.undated(),
        }
    }
}

/// What is counted of a row.
#[derive(Clone, Debug, Default)]
struct Tally {
    count: usize,
    doubtful: usize,
    href: Option<String>,
}

/// The years of what is counted, `name` being what its file is called; `link` leads to what there is of a date. None if there are too few.
fn of<'e>(
    context: &PageContext<'_>,
    (name, style): (&str, Style),
    counted: impl IntoIterator<Item = Counted<'e>>,
    link: impl Fn(Option<&Dated>) -> Option<String>,
) -> Option<YearsView> {
    let words = context.words();
    let mut tallies: BTreeMap<When, Tally> = BTreeMap::new();
    for counted in counted.into_iter().filter(|counted| counted.count > 0) {
        let date = counted.date;
        let tally = tallies.entry(When::of(date, words)).or_default();
        tally.count += counted.count;
        // Each once, however much of it is doubtful.
        tally.doubtful += match date.is_some_and(|date| date.value.is_doubtful()) {
            true => counted.count,
            false => counted.doubtful,
        };
        if tally.href.is_none() {
            tally.href = link(date);
        }
    }
    (tallies.len() >= FEWEST).then(|| view(context, (name, style), tallies))
}

/// The years of a list of passages of an entry.
pub(in crate::pages) fn of_entry<'e>(
    context: &PageContext<'_>,
    (e, list, style): (EntryIndex, List, Style),
    name: &str,
    counted: impl IntoIterator<Item = Counted<'e>>,
    shows: impl Fn(&str) -> bool,
) -> Option<YearsView> {
    let words = context.words();
    let split = context.parts(Of::Thing(Thing::Entry(e)), list);
    let page = list.page(&context.reader.page_name(Thing::Entry(e)));
    of(context, (name, style), counted, |date| {
        let date = date.map(|date| &date.value);
        let title = paths::year_heading(date, words);
        if !shows(&title) {
            return None;
        }
        let end = paths::year_slug(date, words);
        let part = split.and_then(|split| split.all.iter().find(|part| part.slug == end));
        Some(match part {
            Some(part) => context.to(&format!("{page}/{}", part.slug)),
            None => fragment(&format!("y{}{}", slug(&title), style.suffix())),
        })
    })
}

fn view(
    context: &PageContext<'_>,
    (name, style): (&str, Style),
    tallies: BTreeMap<When, Tally>,
) -> YearsView {
    let words = context.words();
    let known = |(when, tally): (&When, &Tally)| match when {
        When::Year(year) => Some((*year, tally.count, tally.doubtful)),
        When::Span(..) | When::Open(..) | When::Never => None,
    };
    let years: Vec<(i64, usize, usize)> = tallies.iter().filter_map(known).collect();
    let without = tallies.iter().filter(|tally| known(*tally).is_none());
    let without: usize = without.map(|(_, tally)| tally.count).sum();
    let mut rows: Vec<(When, Tally)> = tallies.into_iter().collect();
    rows.sort_by_cached_key(|(when, _)| when.place());
    let has_doubt = rows.iter().any(|(_, tally)| tally.doubtful > 0);
    let rows: Vec<YearRowView> = rows
        .into_iter()
        .map(|(when, tally)| YearRowView {
            title: when.title(words),
            href: tally.href,
            year: match when {
                When::Year(year) => year_links::link(context, year),
                When::Span(..) | When::Open(..) | When::Never => None,
            },
            count: tally.count,
            doubtful: tally.doubtful,
        })
        .collect();
    let csv = file(words, (name, style), &rows, has_doubt);
    let drawn = years.len() >= FEWEST;
    let mut view = YearsView {
        width: WIDTH,
        height: HEIGHT,
        base: BASE,
        has_doubt,
        rows,
        csv,
        ..YearsView::default()
    };
    if drawn {
        draw(context, &years, &mut view);
        tell(words, style, (&years, without), &mut view);
    }
    view
}

fn file(
    words: &Words,
    (name, style): (&str, Style),
    rows: &[YearRowView],
    has_doubt: bool,
) -> crate::view::DataFileView {
    let counted = match style {
        Style::WithNotes => words.column_passages(),
        Style::Said => words.column_paragraphs(),
    };
    let mut head = vec![words.column_year(), counted];
    head.extend(has_doubt.then(|| words.column_doubtful()));
    let rows = rows.iter().map(|row| {
        let mut fields = vec![row.title.clone(), row.count.to_string()];
        fields.extend(has_doubt.then(|| row.doubtful.to_string()));
        fields
    });
    data_file::csv(name, &head, rows.collect::<Vec<_>>())
}

/// Draws the bars of years, which are in order.
fn draw(context: &PageContext<'_>, years: &[(i64, usize, usize)], view: &mut YearsView) {
    let words = context.words();
    let (Some(&(first, ..)), Some(&(last, ..))) = (years.first(), years.last()) else {
        return;
    };
    let step = round_step(last.saturating_sub(first).saturating_add(1), MOST_BARS);
    // Of several years in a bar the first is a round one.
    let start = first.div_euclid(step) * step;
    let bar_of = |year: i64| (year - start) / step;
    let count = bar_of(last) + 1;
    let mut bars: BTreeMap<i64, (usize, usize)> = BTreeMap::new();
    for &(year, count, doubtful) in years {
        let bar = bars.entry(bar_of(year)).or_default();
        *bar = (bar.0 + count, bar.1 + doubtful);
    }
    let is_rtl = printed::direction(&context.reader.config().language) == "rtl";
    let scale = Scale {
        count: u32::try_from(count).unwrap_or(1).max(1),
        most: bars.values().map(|bar| bar.0).max().unwrap_or(1).max(1),
        is_rtl,
    };
    view.bars = bars.iter().map(|(&i, &bar)| scale.bar(i, bar)).collect();
    let named = |bar: i64| date::year_heading(start + bar * step, words);
    let label_step = round_step(count, MOST_LABELS);
    // Years that are written are round ones.
    let is_round = |bar: &i64| (start / step + bar).rem_euclid(label_step) == 0;
    let labels = (0..count).filter(is_round).map(|bar| ChartLabelView {
        x: scale.middle(bar),
        y: HEIGHT - 3,
        text: named(bar),
    });
    view.labels = labels.collect();
    let top = bars.iter().max_by_key(|&(&bar, &(n, _))| (n, Reverse(bar)));
    if let Some((&bar, &(n, _))) = top {
        view.labels.push(ChartLabelView {
            x: scale.middle(bar),
            y: BASE - TALLEST - 5,
            text: words.number(n),
        });
    }
    view.years_a_bar = usize::try_from(step).unwrap_or(usize::MAX);
}

/// Says what is drawn, `without` being what is not.
fn tell(
    words: &Words,
    style: Style,
    (years, without): (&[(i64, usize, usize)], usize),
    view: &mut YearsView,
) {
    let many = |n: usize| match style {
        Style::WithNotes => words.passages(n),
        Style::Said => words.paragraphs(n),
    };
    let named = |year: i64| date::year_heading(year, words);
    let total: usize = years.iter().map(|year| year.1).sum();
    let doubtful: usize = years.iter().map(|year| year.2).sum();
    let most = years.iter().max_by_key(|&&(year, n, _)| (n, Reverse(year)));
    let [first, last] = [years.first(), years.last()].map(|year| year.map_or(0, |year| year.0));
    let mut told = vec![words.years_from_to(&many(total), &named(first), &named(last))];
    told.extend(most.map(|&(year, n, _)| words.most_in_year(&many(n), &named(year))));
    let mut besides = Vec::new();
    besides.extend((view.years_a_bar > 1).then(|| words.years_a_bar(view.years_a_bar)));
    besides.extend((doubtful > 0).then(|| words.doubtful_years(&many(doubtful))));
    besides.extend((without > 0).then(|| words.no_bar(&many(without))));
    told.extend(besides.iter().cloned());
    view.description = told.join(" ");
    view.besides = (!besides.is_empty()).then(|| besides.join(" "));
}

/// The smallest round number by which `all` are divided into no more than `most`.
fn round_step(all: i64, most: i64) -> i64 {
    let mut ten: i64 = 1;
    loop {
        for factor in [1, 2, 5] {
            let step = ten.saturating_mul(factor);
            // One more, since the first may not begin at a round number.
            if step == 1 && all <= most || step > 1 && all / step < most {
                return step;
            }
        }
        ten = ten.saturating_mul(10);
    }
}

/// Where bars stand, and how high they are.
struct Scale {
    count: u32,
    most: usize,
    is_rtl: bool,
}

impl Scale {
    /// Where the room of a bar begins, from where one begins to read.
    fn edge(&self, bar: i64) -> u32 {
        WIDTH * u32::try_from(bar).unwrap_or_default() / self.count
    }

    fn place(&self, bar: i64) -> (u32, u32) {
        let (from, until) = (self.edge(bar), self.edge(bar + 1));
        match self.is_rtl {
            true => (WIDTH - until, WIDTH - from),
            false => (from, until),
        }
    }

    fn middle(&self, bar: i64) -> u32 {
        let (from, until) = self.place(bar);
        // Words stay within the picture.
        u32::midpoint(from, until).clamp(14, WIDTH - 14)
    }

    fn bar(&self, bar: i64, (count, doubtful): (usize, usize)) -> BarView {
        let (from, until) = self.place(bar);
        // Few years have narrow bars nevertheless.
        let width = ((until - from) * FILLED.0 / FILLED.1).clamp(2, 26);
        let whole = self.high(count);
        let doubtful = match doubtful {
            0 => 0,
            doubtful if doubtful == count => whole,
            doubtful => self.high(doubtful).clamp(1, whole - 1),
        };
        let height = whole - doubtful;
        BarView {
            x: from + (until - from).saturating_sub(width) / 2,
            y: BASE - height,
            width,
            height,
            doubtful,
            doubtful_y: BASE - whole,
        }
    }

    /// What there is of is seen: two at least.
    fn high(&self, count: usize) -> u32 {
        let most = self.most as u64;
        let high = (count as u64 * u64::from(TALLEST)).div_ceil(most);
        u32::try_from(high).unwrap_or(TALLEST).clamp(2, TALLEST)
    }
}
