//! Titles of respect, which tell names from sentences.

/// Words of respect that begin a label and hardly a sentence.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "messrs",
    "dr",
    "prof",
    "professor",
    "judge",
    "justice",
    "sir",
    "dame",
    "lord",
    "lady",
    "senator",
    "sen",
    "rep",
    "representative",
    "congressman",
    "congresswoman",
    "ambassador",
    "minister",
    "colonel",
    "col",
    "capt",
    "captain",
    "lt",
    "sgt",
    "gen",
    "rev",
    "fr",
    "sr",
    "sra",
    "señor",
    "señora",
    "m",
    "mme",
    "mlle",
    "monsieur",
    "madame",
    "maître",
    "herr",
    "frau",
    "г-н",
    "г-жа",
];

/// Whom one addresses so: `Mr. President:` begins a speech.
const ADDRESSED: &[&str] = &[
    "president",
    "chairman",
    "chair",
    "chairperson",
    "speaker",
    "secretary",
    "secretary-general",
    "minister",
    "ambassador",
    "chairwoman",
];

/// A label without the titles of respect that it begins with: `Ms. Jane Doe` is `Jane Doe`.
pub fn without_title(label: &str) -> &str {
    let mut rest = label.trim();
    while let Some((first, name)) = rest.split_once(char::is_whitespace) {
        let title = first.trim_end_matches('.').to_lowercase();
        if !TITLES.contains(&title.as_str()) {
            break;
        }
        rest = name.trim_start();
    }
    rest
}

/// `Ms. Doe`, `Judge Roe`: a title and a name, each word with a capital.
pub(super) fn titled(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let (Some(first), rest) = (words.first(), words.get(1..).unwrap_or_default()) else {
        return false;
    };
    let title = first.trim_end_matches('.').to_lowercase();
    TITLES.contains(&title.as_str())
        && (1..=4).contains(&rest.len())
        && rest.iter().all(|w| {
            !w.starts_with(char::is_lowercase)
                || ["de", "van", "von", "der", "al", "bin", "of", "the"].contains(w)
        })
        && !(rest.len() == 1 && ADDRESSED.contains(&rest[0].to_lowercase().as_str()))
}
