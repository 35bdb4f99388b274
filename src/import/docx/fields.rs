//! Fields: what is to be computed, and the result that is printed (ISO/IEC 29500-1, section 17.16).

/// A field that is open.
#[derive(Debug, Default)]
pub(super) struct Field {
    /// Whether its result has begun; what stands before it is no words.
    pub(super) has_result: bool,
    /// What is to be computed.
    pub(super) instruction: String,
    /// The place of the address in the list of them, if it is a link.
    pub(super) link: Option<usize>,
}

/// The address of a field that is a link: `HYPERLINK "https://example.org"`.
pub(super) fn address(instruction: &str) -> Option<String> {
    let rest = instruction.trim().strip_prefix("HYPERLINK")?.trim_start();
    // A switch before the address says that it is a place in the file.
    let quoted = rest.strip_prefix('"');
    let address = match quoted {
        Some(quoted) => quoted.split('"').next(),
        None => rest
            .split_whitespace()
            .next()
            .filter(|word| !word.starts_with('\\')),
    };
    address.map(str::to_owned)
}
