//! Ledgers: read, written, settled, and sealed with a text.
//!
//! A line of `%%` ends the ledger; each line after it is a paragraph.

use postil::archive::{Day, Ledger};
use postil::load::ledger::{Present, Sealer, align, parse, seal, sealing, settle};
use postil::writer;

use crate::places;

pub fn read(input: &str) {
    let (text, words) = input.split_once("\n%%\n").unwrap_or((input, ""));
    let ledger = match parse(text) {
        Ok(ledger) => ledger,
        Err(told) => {
            assert!(!told.is_empty(), "nothing is read and nothing told: {text:?}");
            places::told(&told, &|_| text);
            return;
        }
    };
    let written = writer::ledger(&ledger);
    let again = parse(&written);
    // Words at whose ends blanks stand are read without them.
    if let Ok(again) = &again {
        assert_eq!(writer::ledger(again), written);
    }
    // A comment that we do not write, so that YAML at large reads it.
    assert_eq!(parse(&format!("{written}  # x\n")), again);
    let present: Vec<Present<'_>> = words
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(Present::new)
        .collect();
    sealed(ledger, &present);
}

fn sealed(ledger: Ledger, present: &[Present<'_>]) {
    let ids: Vec<_> = ledger.lines.iter().map(|line| line.id).collect();
    let (ledger, _) = settle(ledger, present);
    let sealer = Sealer {
        day: Day {
            year: 2026,
            month: 11,
            day: 29,
        },
        forget: ids.len() % 2 == 0,
    };
    let (sealed, _) = seal(Some(&ledger), present, sealer);
    assert_eq!(seal(Some(&sealed), present, sealer), (sealed.clone(), Vec::new()));
    let alignment = align(&sealed, present);
    let sealing = sealing(&sealed, present, &alignment);
    for id in ids {
        let is_gone = sealing.history.gone(id).is_some();
        assert!(
            sealing.ids.find(id).is_some() != is_gone,
            "{id} leads to one place"
        );
    }
}
