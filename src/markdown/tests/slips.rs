use proptest::prelude::*;

use crate::markdown::{SlipKind, slips};

/// The first slip of a text: what is wrong, its words, and what may have been meant.
fn first(markdown: &str) -> Option<(SlipKind, &str, String)> {
    let slip = slips(markdown).into_iter().next()?;
    let instead = slip.instead.unwrap_or_default();
    Some((slip.kind, &markdown[slip.range], instead))
}

#[test]
fn what_looks_like_a_link_is_found_with_what_was_meant() {
    use SlipKind::*;
    for (text, kind, words, instead) in [
        ("See [[milling] here", WikiHalf, "[[milling]", "[[milling]]"),
        ("See [[milling here", WikiHalf, "[[milling", "[[milling]]"),
        ("See [milling]] here", WikiHalf, "[milling]]", "[[milling]]"),
        ("See milling]] here", WikiHalf, "]]", ""),
        (
            "See [[milling|the trade] here",
            WikiHalf,
            "[[milling|the trade]",
            "[[milling|the trade]]",
        ),
        (
            "- [[milling]\n- [[corn]]",
            WikiHalf,
            "[[milling]",
            "[[milling]]",
        ),
        (
            "a\n\n[^1]: b [[milling].\n\nc[^1]",
            WikiHalf,
            "[[milling]",
            "[[milling]]",
        ),
        ("[[]]", WikiWithoutId, "[[]]", ""),
        ("a [[|words]].", WikiWithoutId, "[[|words]]", ""),
        ("a [[|words] b", WikiHalf, "[[|words]", "[[|words]]"),
        (
            "|a|\n|---|\n| [[milling|the trade]] |",
            WikiInTable,
            "[[milling|the trade]]",
            "[[milling\\|the trade]]",
        ),
        (
            "[[milling]](https://e.org)",
            WikiWithAddress,
            "[[milling]](https://e.org)",
            "",
        ),
        (
            "[a b](https://e.org and",
            NoEnd,
            "[a b](https://e.org",
            "[a b](https://e.org)",
        ),
        (
            "[a](https://e.org/A_(b) and",
            NoEnd,
            "[a](https://e.org/A_(b)",
            "[a](https://e.org/A_(b))",
        ),
        (
            "![a](assets/x.png",
            NoEnd,
            "![a](assets/x.png",
            "![a](assets/x.png)",
        ),
        ("a](https://e.org)", NoBegin, "](https://e.org)", ""),
        (
            "[x](assets/My File.pdf)",
            BlankInAddress,
            "[x](assets/My File.pdf)",
            "[x](<assets/My File.pdf>)",
        ),
        (
            "![x](assets/My Map.png)",
            BlankInAddress,
            "![x](assets/My Map.png)",
            "![x](<assets/My Map.png>)",
        ),
        (
            "[x] (https://e.org)",
            BlankBefore,
            "[x] (https://e.org)",
            "[x](https://e.org)",
        ),
        (
            "[x]\n(https://e.org)",
            BlankBefore,
            "[x]\n(https://e.org)",
            "[x](https://e.org)",
        ),
        (
            "(x)[https://e.org]",
            Swapped,
            "(x)[https://e.org]",
            "[x](https://e.org)",
        ),
        ("[words][ref] x", NoDefinition, "[words][ref]", ""),
        ("![map][ref] x", NoDefinition, "![map][ref]", ""),
        ("[words][] x", NoDefinition, "[words][]", ""),
        ("so[^9] x", NoFootnote, "[^9]", ""),
        ("so^[as he said] x", InlineFootnote, "^[as he said]", ""),
        (
            "[see [[milling]]](https://e.org)",
            LinkInLink,
            "[see [[milling]]](https://e.org)",
            "",
        ),
        ("[a [b](c) d](e)", LinkInLink, "[a [b](c) d](e)", ""),
        (
            "see <www.e.org> x",
            HalfAutolink,
            "<www.e.org>",
            "<https://www.e.org>",
        ),
        (
            "see <https://e.org x",
            HalfAutolink,
            "<https://e.org",
            "<https://e.org>",
        ),
        (
            "see [a]( https://e.org",
            NoEnd,
            "[a]( https://e.org",
            "[a](https://e.org)",
        ),
        ("see [](https://e.org) x", NoWords, "[](https://e.org)", ""),
    ] {
        assert_eq!(
            first(text),
            Some((kind, words, instead.to_owned())),
            "{text}"
        );
    }
}

#[test]
fn links_and_words_in_brackets_are_left_alone() {
    for text in [
        "[[milling]], [[milling|the trade]] and [x](https://e.org \"title\")",
        "[x](<assets/My File.pdf>) ![x](assets/a.png)",
        "[![m](assets/a.png)](https://e.org)",
        "[words][ref]\n\n[ref]: https://e.org",
        "so[^1]\n\n[^1]: Foot.",
        "He said [sic] and [[inaudible] again]; [1][2], [...][1].",
        "\\[[milling], \\[a](b c) and `[[milling]` and `[a](b c)`",
        "    [[milling]\n\n```\n[[milling]\n```",
        "| a |\n|---|\n| [[milling\\|the trade]] |",
        "[He] (the minister) left, 2^[3] < 4",
        "<https://e.org> <a@b.org>",
    ] {
        assert_eq!(slips(text), [], "{text}");
    }
}

proptest! {
    #[test]
    fn slips_lie_in_the_text_in_order(text in "([\\[\\]()|<>!^ \n]|\\[\\[|a|é|\\\\|`|https://e|\\| a \\||---){0,30}") {
        let mut end = 0;
        for slip in slips(&text) {
            prop_assert!(text.get(slip.range.clone()).is_some() && slip.range.start >= end, "{slip:?}");
            end = slip.range.end;
        }
    }
}

#[test]
fn long_runs_of_brackets_take_no_longer_than_their_length() {
    for sign in [
        "[", "]", "](", "[[a](", ")[www.", "[a] (", "<www.", "| [[a |", "[^a]",
    ] {
        let text = sign.repeat(20_000 / sign.len());
        slips(&text);
    }
}
