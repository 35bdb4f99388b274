//! Which marks stand above each other, so that none covers another.

/// Room between two marks.
const APART: i32 = 3;

/// The lane of each mark, 0 being the lowest; none for one that finds no room in `most` lanes. Marks are given by their left and right sides.
pub(super) fn of(marks: &[(i32, i32)], most: usize) -> Vec<Option<usize>> {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by_key(|&i| (marks[i].0, i));
    // Where each lane is free from.
    let mut free: Vec<i32> = Vec::new();
    let mut found = vec![None; marks.len()];
    for i in order {
        let (from, to) = marks[i];
        let lane = free.iter().position(|&free| free <= from);
        let lane = lane.or_else(|| {
            (free.len() < most).then(|| {
                free.push(i32::MIN);
                free.len() - 1
            })
        });
        if let Some(lane) = lane {
            free[lane] = to + APART;
            found[i] = Some(lane);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_do_not_cover_each_other() {
        let marks = [(0, 10), (5, 15), (13, 23), (100, 110), (0, 200)];
        let lanes = of(&marks, 3);
        assert_eq!(lanes, [Some(0), Some(2), Some(0), Some(0), Some(1)]);
        // No more lanes than asked for: what has no room says so.
        assert_eq!(of(&marks, 2), [Some(0), None, Some(0), Some(0), Some(1)]);
        assert_eq!(of(&[], 2), Vec::new());
    }
}
