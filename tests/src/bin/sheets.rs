//! Writes members' lists in every make that is met, to be tried at a chamber's desk: `sheets FOLDER [HOW MANY]`.

use std::{error::Error, fs, path::PathBuf};

use testkit::member_lists::{ListShape, members};

/// A chamber of Milan has so many members.
const MEMBERS: usize = 2_000;
const SEED: u64 = 1;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("sheets FOLDER [HOW MANY]")?);
    let count = arguments.next().map_or(Ok(MEMBERS), |count| count.parse())?;
    fs::create_dir_all(&folder)?;
    let people: Vec<_> = members(SEED, chrono::Local::now().date_naive()).take(count).collect();
    for shape in ListShape::ALL {
        fs::write(folder.join(shape.file_name()), shape.file(&people))?;
    }
    Ok(())
}
