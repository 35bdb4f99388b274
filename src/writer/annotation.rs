//! Files of annotations.

use super::{
    document::yaml,
    keys::{self, Keys, put},
    refused::Refused,
    value::Value,
};
use crate::archive::{Annotation, AnnotationFile, Kinds, Selector, Target, Within};

/// A file of annotations. What all of them say of who wrote them, and when, stands once at its top.
pub fn annotations(file: &AnnotationFile, kinds: &Kinds) -> Result<String, Refused> {
    let mut top = Keys::new();
    put(&mut top, "transcript", keys::name(&file.transcript));
    let mut all: Vec<Keys> = file.annotations.iter().map(|a| fields(a, kinds)).collect();
    for key in ["by", "checked", "written", "language"] {
        let value_of = |keys: &Keys| {
            keys.iter()
                .find(|(k, _)| k == key)
                .map(|(_, value)| value.clone())
        };
        let first = all.first().and_then(value_of);
        if all.len() > 1 && first.is_some() && all.iter().all(|keys| value_of(keys) == first) {
            put(&mut top, key, first);
            all.iter_mut()
                .for_each(|keys| keys.retain(|(k, _)| k != key));
        }
    }
    let items = all.into_iter().map(Value::Lines).collect();
    top.push(("annotations".to_owned(), Value::List(items)));
    yaml(&top)
}

/// One annotation, as an item of `annotations:`.
pub fn annotation(annotation: &Annotation, kinds: &Kinds) -> Value {
    Value::Lines(fields(annotation, kinds))
}

fn fields(annotation: &Annotation, kinds: &Kinds) -> Keys {
    let Annotation {
        span: _,
        id,
        targets,
        disputes,
        title,
        note,
        names,
        sources,
        see,
        certainty,
        correction,
        warning,
        by,
        checked,
        written,
        language,
        draft,
    } = annotation;
    let mut fields = Keys::new();
    put(&mut fields, "id", keys::name(id));
    pointing(&mut fields, targets, disputes.is_some());
    put(
        &mut fields,
        "note",
        note.as_ref().map(|note| Value::text(&note.text)),
    );
    keys::by_kind(&mut fields, names, kinds);
    put(&mut fields, "sources", keys::lines(sources));
    put(&mut fields, "see", keys::names(see));
    put(&mut fields, "title", keys::words(title));
    put(
        &mut fields,
        "certainty",
        certainty.map(|c| Value::words(c.as_str())),
    );
    put(&mut fields, "disputes", keys::name(disputes));
    put(
        &mut fields,
        "correction",
        correction.as_ref().map(|c| Value::words(&*c.value)),
    );
    put(&mut fields, "warning", keys::words(warning));
    put(&mut fields, "by", keys::name(by));
    put(&mut fields, "checked", keys::name(checked));
    put(&mut fields, "written", keys::date(written));
    put(&mut fields, "language", keys::words(language));
    put(&mut fields, "draft", keys::if_set(*draft));
    fields
}

/// What it points at: its own selector, or a list of them.
fn pointing(fields: &mut Keys, targets: &[Target], disputes: bool) {
    match targets {
        [] => {}
        // Beside `disputes`, no selector means the passage that is disputed.
        [only]
            if only.transcript.is_none()
                && !(disputes && matches!(only.selector, Selector::Whole)) =>
        {
            selector(fields, &only.selector);
        }
        several => {
            let items = several.iter().map(|target| {
                let mut fields = Keys::new();
                put(&mut fields, "transcript", keys::name(&target.transcript));
                selector(&mut fields, &target.selector);
                Value::Lines(fields)
            });
            fields.push(("targets".to_owned(), Value::List(items.collect())));
        }
    }
}

fn selector(fields: &mut Keys, selector: &Selector) {
    let words = |words: &Option<crate::source::Spanned<String>>| {
        words.as_ref().map(|w| Value::words(&*w.value))
    };
    let number = |nth: &Option<crate::source::Spanned<u32>>| {
        nth.as_ref().map(|n| Value::Bare(n.value.to_string()))
    };
    match selector {
        Selector::Whole => {}
        Selector::Paragraphs(range) => put(fields, "in", Some(within(range))),
        Selector::Quote {
            words: quote,
            before,
            after,
            nth,
            within: range,
        } => {
            put(fields, "quote", Some(Value::words(&*quote.value)));
            put(fields, "before", words(before));
            put(fields, "after", words(after));
            put(fields, "nth", number(nth));
            put(fields, "in", range.as_ref().map(within));
        }
        Selector::Passage {
            from,
            to,
            before,
            nth,
            within: range,
        } => {
            put(fields, "before", words(before));
            put(fields, "nth", number(nth));
            put(fields, "in", range.as_ref().map(within));
            put(fields, "from", Some(Value::words(&*from.value)));
            put(fields, "to", Some(Value::words(&*to.value)));
        }
    }
}

fn within(within: &Within) -> Value {
    Value::words(match within.first == within.last {
        true => within.first.to_string(),
        false => format!("{}-{}", within.first, within.last),
    })
}
