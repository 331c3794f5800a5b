//! Writes the eight makes of member lists into a folder: to look at, and to import by hand.
//! `cargo run -p testkit --example member_lists -- FOLDER [HOW MANY]`

use std::{env, fs, path::PathBuf};

use testkit::member_lists::{ListShape, members};

fn main() -> std::io::Result<()> {
    let mut arguments = env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "lists".to_owned()));
    let count = arguments.next().and_then(|it| it.parse().ok()).unwrap_or(250);
    fs::create_dir_all(&folder)?;
    let people: Vec<_> = members(1, chrono::Local::now().date_naive()).take(count).collect();
    for shape in ListShape::ALL {
        fs::write(folder.join(shape.file_name()), shape.file(&people))?;
    }
    Ok(())
}
