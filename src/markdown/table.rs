//! Tables ([GFM, section 4.10](https://github.github.com/gfm/#tables-extension-)).

use pulldown_cmark::Alignment;

use super::writer::{Table, Writer};

impl Writer<'_> {
    /// A table scrolls by itself on a narrow screen; what scrolls must be reached by keyboard and have a name.
    pub(super) fn open_table(&mut self, columns: Vec<Alignment>) {
        self.table = Table {
            columns,
            column: 0,
            in_head: false,
        };
        self.out.push_str("<div");
        self.attribute("class", "table");
        self.attribute("tabindex", "0");
        self.attribute("role", "region");
        self.attribute("aria-label", &self.linker.table_label());
        self.out.push_str("><table>\n");
    }

    pub(super) fn close_table(&mut self) {
        self.out.push_str("</tbody>\n</table></div>\n");
    }

    pub(super) fn open_head(&mut self) {
        self.table.in_head = true;
        self.out.push_str("<thead>\n");
        self.open_row();
    }

    pub(super) fn close_head(&mut self) {
        self.table.in_head = false;
        self.out.push_str("</tr>\n</thead>\n<tbody>\n");
    }

    pub(super) fn open_row(&mut self) {
        self.table.column = 0;
        self.out.push_str("<tr>");
    }

    /// A cell is aligned by class: an attribute `style` would need a weaker content security policy.
    pub(super) fn open_cell(&mut self) {
        self.out
            .push_str(if self.table.in_head { "<th" } else { "<td" });
        let alignment = self.table.columns.get(self.table.column);
        match alignment {
            Some(Alignment::Left) => self.attribute("class", "align-left"),
            Some(Alignment::Center) => self.attribute("class", "align-center"),
            Some(Alignment::Right) => self.attribute("class", "align-right"),
            Some(Alignment::None) | None => {}
        }
        if self.table.in_head {
            self.attribute("scope", "col");
        }
        self.out.push('>');
        self.table.column += 1;
    }

    pub(super) fn close_cell(&mut self) {
        self.out
            .push_str(if self.table.in_head { "</th>" } else { "</td>" });
    }
}
