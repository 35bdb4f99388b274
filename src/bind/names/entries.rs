//! Binds the names of entries that stand under a field: by the kinds that the table of fields lets it name.

use super::Names;
use crate::{
    archive::{EntryIndex, Kind, Name, Named},
    source::diag::{Code, Diagnostic},
    text,
};

impl Names {
    /// The entry that a name means.
    fn found(&self, named: Named<'_>) -> Option<EntryIndex> {
        let mut kinds = named.kinds().iter();
        kinds.find_map(|&kind| self.entry(kind, &named.name.value))
    }

    /// Whether a name means an entry that exists, if not in this build.
    fn is_absent(&self, named: Named<'_>) -> bool {
        let mut kinds = named.kinds().iter();
        kinds.any(|&kind| self.is_absent_entry(kind, &named.name.value))
    }

    /// Whether a name means an entry, in this build or another.
    pub fn is_there(&self, named: Named<'_>) -> bool {
        self.found(named).is_some() || self.is_absent(named)
    }

    /// Binds a name to one of the kinds that its field names. An unknown id is told, what is absent is silently none; so are words where the
    /// field takes them: what looks like an id (lower case, no blanks, with a hyphen) must be one.
    pub fn bind(&self, named: Named<'_>, diags: &mut Vec<Diagnostic>) -> Option<EntryIndex> {
        let found = self.found(named);
        let written = &named.name.value;
        let like_id = written.contains('-')
            && !written.contains(char::is_whitespace)
            && written.to_lowercase() == *written;
        let must_be = like_id || !named.relation.reference().or_words;
        if found.is_none()
            && must_be
            && !self.is_absent(named)
            && let Some(&kind) = named.kinds().first()
        {
            diags.push(self.unknown(kind, named.name));
        }
        found
    }

    /// The remark on an id that no entry of the kind has.
    fn unknown(&self, kind: Kind, name: &Name) -> Diagnostic {
        let names = self.kinds.names(kind);
        let id = &name.value;
        let remark = Diagnostic::at(
            Code::UnknownEntry,
            name.span,
            format!("there is no {} `{id}`", names.slug),
        );
        let elsewhere: Vec<&str> = self
            .kinds
            .iter()
            .filter(|(other, _)| *other != kind && self.entry(*other, id).is_some())
            .map(|(_, n)| n.folder.as_str())
            .collect();
        if !elsewhere.is_empty() {
            return remark.help(format!(
                "`{id}` is in {}: write it under that key",
                elsewhere.join(" and ")
            ));
        }
        let is_own = |id: &str| self.entry(kind, id).is_some();
        let titled = self.titles.get(&id.to_lowercase()).filter(|t| is_own(t));
        let near = titled.cloned().or_else(|| {
            let suggestions = self.suggestions(Some(&names.slug), &is_own);
            suggestions.of(id).map(str::to_owned)
        });
        let slug = text::slug(id);
        // An id with a blank can be no file's name; any other can.
        let file = match slug.is_empty() || !id.contains(char::is_whitespace) {
            true => id.clone(),
            false => slug,
        };
        let here = match file == *id {
            true => String::new(),
            false => format!(", and its id `{file}` here"),
        };
        let or = near.as_ref().map_or("", |_| "or ");
        let remark = remark.did_you_mean(name.span, near.as_deref()).help(format!(
            "{or}write `content/{}/{file}.md` with a line `title: ...` in its front matter{here}",
            names.folder
        ));
        match near.is_none() && id.contains(',') {
            true => remark.help(format!(
                "several are written as a list: `{}: [{}]`",
                names.folder,
                id.split(',').map(str::trim).collect::<Vec<_>>().join(", ")
            )),
            false => remark,
        }
    }
}
