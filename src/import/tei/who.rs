//! Whose a turn is.

use super::{cast::Who, page::Page};
use crate::{
    archive::{Certainty, Part},
    import::{running::collapsed, script::Turn, xml::Element},
};

impl Page<'_> {
    /// Whose a turn is, and whether the source prints a label before it.
    pub(super) fn turn(&mut self, element: &Element) -> Option<(Turn, bool)> {
        let label = self.label.take();
        let who = collapsed(element.attribute("who").unwrap_or_default());
        let ids: Vec<&str> = who
            .split(' ')
            .map(|id| id.rsplit('#').next().unwrap_or(id))
            .filter(|id| !id.is_empty())
            .collect();
        let known: Vec<Option<Who>> = ids
            .iter()
            .map(|id| self.cast.get(id, self.entries))
            .collect();
        for (id, who) in ids.iter().zip(&known) {
            if who.is_none() {
                let what = format!(
                    "`who=\"#{id}\"` is nobody whom this file names: a file of persons that is imported together with it may"
                );
                self.tally.add("speakers", what, element);
            }
        }
        if ids.len() > 1 {
            self.tally.add(
                "speakers",
                format!("several speak at once, and no person is set: {who}"),
                element,
            );
        }
        let is_printed = label.is_some();
        let names = known.iter().zip(&ids).map(|(who, id)| match who {
            Some(who) if !who.name.is_empty() => who.name.clone(),
            Some(_) | None => (*id).to_owned(),
        });
        let names = names.collect::<Vec<_>>().join(" / ");
        let label = label.or_else(|| Some(names).filter(|names| !names.is_empty()))?;
        let only = match known.as_slice() {
            [only] => only.clone(),
            _ => None,
        };
        let person = match (ids.as_slice(), &only) {
            ([_], Some(who)) => who.person.clone(),
            // A list of persons in another file may have it.
            ([id], None) => Some((*id).to_owned()),
            _ => None,
        };
        let ana = element.attribute("ana").unwrap_or_default();
        let part = match () {
            () if ana.contains("#chair") => Some(Part::Chair),
            () if ana.contains("#regular") => Some(Part::Member),
            () => only.as_ref().and_then(|who| who.part),
        };
        let certainty = match element.attribute("cert") {
            Some("medium") => Some(Certainty::Probable),
            Some("low" | "unknown") => Some(Certainty::Possible),
            _ => None,
        };
        let turn = Turn {
            who: if who.is_empty() {
                label.clone()
            } else {
                who.clone()
            },
            name: match &only {
                Some(who) if self.is_own && who.person.is_none() && who.name != label => {
                    Some(who.name.clone())
                }
                Some(_) | None => None,
            },
            role: only.and_then(|who| who.role),
            label,
            person,
            part,
            asks: None,
            certainty,
        };
        Some((turn, is_printed))
    }
}
