//! Members of one list who may be the same person: shown side by side, kept or left out by the volunteer.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rulebook::Edition;
use serde::Serialize;
use serde_json::Value;

use crate::decisions::Decisions;
use crate::member::{KnownBy, Member};

/// In what two members are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Likeness {
    /// They have the same document: one of the two is wrong, or they are one.
    Document,
    /// Similar names, and the same birth date.
    NameAndBorn,
    /// Similar names, and the same telephone.
    NameAndPhone,
}

/// Members who may be the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Twins {
    /// In what.
    pub alike: Likeness,
    /// Their rows, and which person of a row.
    pub members: Vec<(u32, usize)>,
}

impl Twins {
    /// Whether a member waits for the volunteer's word. The first of those who are alike does not.
    pub(super) fn holds_up(&self, member: &Member, decisions: &Decisions) -> bool {
        let open =
            |it: &&(u32, usize)| !decisions.left_out.contains(&it.0) && !decisions.two_people.contains(&it.0);
        let mut waiting = self.members.iter().filter(open);
        let at = (member.row(), member.person);
        waiting.next() != Some(&at) && waiting.any(|it| *it == at)
    }
}

/// Which of these answers may be of the same person: what [`Twins::members`] calls rows are their places.
pub fn alike(edition: &Edition, answers: &[&Value]) -> Vec<Twins> {
    let text = |answers: &Value, pointer: &str| answers.pointer(pointer)?.as_str().map(str::to_owned);
    let members: Vec<Arc<Member>> = (0..)
        .zip(answers)
        .map(|(place, answers)| {
            let known_by = KnownBy::of(edition, |pointer| text(answers, pointer));
            Arc::new(Member::known(place, known_by))
        })
        .collect();
    of(&members, &Decisions::default())
}

pub(super) fn of(members: &[Arc<Member>], decisions: &Decisions) -> Vec<Twins> {
    let mut found: Vec<Twins> = Vec::new();
    let mut paired: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut groups = |alike: Likeness,
                      key: &dyn Fn(&Member) -> Option<String>,
                      same: &dyn Fn(&Member, &Member) -> bool| {
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, member) in members.iter().enumerate() {
            if let Some(key) = key(member) {
                by_key.entry(key).or_default().push(place);
            }
        }
        let mut all: Vec<Vec<usize>> = by_key.into_values().filter(|it| it.len() > 1).collect();
        all.sort();
        for like in all.into_iter().flat_map(|places| kept_together(&places, members, same)) {
            let (first, others) = (like[0], &like[1..]);
            // Of each pair in a group one likeness is said, the surest.
            let pairs = others.iter().map(|other| (first, *other));
            if pairs.filter(|pair| paired.insert(*pair)).count() > 0 {
                let at = |place: &usize| (members[*place].row(), members[*place].person);
                found.push(Twins { alike, members: like.iter().map(at).collect() });
            }
        }
    };
    groups(Likeness::Document, &|it| it.known_by.document.clone(), &|_, _| true);
    groups(Likeness::NameAndBorn, &|it| it.known_by.born.map(|day| day.to_string()), &are_similar);
    groups(Likeness::NameAndPhone, &|it| it.known_by.phone.clone(), &are_similar);
    found.retain(|twins| {
        let left = twins.members.iter().filter(|(row, _)| !decisions.left_out.contains(row)).count();
        left > 1
    });
    found.sort_by(|one, two| one.members.cmp(&two.members));
    found
}

/// More people than share a family's telephone, or a birthday by chance: it is the chamber's own number, and only the same name counts.
const MANY: usize = 64;

/// Those of one key who are alike, each in one group: a family has one telephone, and two of its sons may be one. Who is like two who are
/// not alike brings them together: a person looks at all three.
fn kept_together(
    places: &[usize],
    members: &[Arc<Member>],
    same: &dyn Fn(&Member, &Member) -> bool,
) -> Vec<Vec<usize>> {
    let is_large = places.len() > MANY;
    let mut groups: Vec<Vec<usize>> = Vec::new();
    // In which group a name stands, of a large number of people.
    let mut by_name: HashMap<&str, usize> = HashMap::new();
    for place in places {
        let member = &members[*place];
        let is_like = |at: &usize| groups[*at].iter().any(|one| same(&members[*one], member));
        let like: BTreeSet<usize> = match is_large {
            true => member.known_by.names.iter().filter_map(|name| by_name.get(&**name).copied()).collect(),
            false => (0..groups.len()).filter(is_like).collect(),
        };
        let mut like = like.into_iter();
        let at = like.next().unwrap_or(groups.len());
        let mut joining: Vec<usize> = like.flat_map(|other| std::mem::take(&mut groups[other])).collect();
        joining.push(*place);
        if is_large {
            let names = joining.iter().flat_map(|one| &members[*one].known_by.names);
            by_name.extend(names.map(|name| (&**name, at)));
        }
        match groups.get_mut(at) {
            Some(group) => group.append(&mut joining),
            None => groups.push(joining),
        }
    }
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.retain(|group| group.len() > 1);
    groups
}

/// Whether one of the names is the same but for one letter, or the same words in another order.
fn are_similar(one: &Member, two: &Member) -> bool {
    let (one, two) = (&one.known_by, &two.known_by);
    one.shares_a_name(two)
        || one.names.iter().any(|name| {
            two.names.iter().any(|other| one_letter_apart(name, other) || same_letters(name, other))
        })
}

fn same_letters(one: &str, two: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    one.is_ascii() && one.len() == two.len() && sorted(one) == sorted(two)
}

/// One letter more, less or another. Of names in characters, which are short, none.
fn one_letter_apart(one: &str, two: &str) -> bool {
    if !one.is_ascii() || !two.is_ascii() || one.len().abs_diff(two.len()) > 1 || one.len() < 5 {
        return false;
    }
    let same = one.bytes().zip(two.bytes()).take_while(|(a, b)| a == b).count();
    let (one, two) = (&one[same..], &two[same..]);
    let after = |text: &str| text.get(1..).unwrap_or_default().to_owned();
    match one.len().cmp(&two.len()) {
        std::cmp::Ordering::Equal => after(one) == after(two),
        std::cmp::Ordering::Less => one == after(two),
        std::cmp::Ordering::Greater => after(one) == two,
    }
}
