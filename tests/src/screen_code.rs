//! Reading a QR code off a screenshot, as a checker's camera would.

use crate::Outcome;

/// The text of the one QR code on a picture.
///
/// # Errors
/// When there is none, or it does not decode.
pub fn read_qr(png: &[u8]) -> Outcome<String> {
    read_qrs(png)?.into_iter().next().ok_or_else(|| "there is no QR code on the picture".into())
}

/// The texts of all QR codes on a picture that decode.
///
/// # Errors
/// When it is no picture.
pub fn read_qrs(png: &[u8]) -> Outcome<Vec<String>> {
    let picture = image::load_from_memory(png)?.to_luma8();
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(
        picture.width() as usize,
        picture.height() as usize,
        |x, y| picture.get_pixel(u32::try_from(x).unwrap_or(0), u32::try_from(y).unwrap_or(0)).0[0],
    );
    Ok(prepared.detect_grids().iter().filter_map(|grid| Some(grid.decode().ok()?.1)).collect())
}

/// The text of a drawing of a QR code, as a camera before the screen would read it.
///
/// # Errors
/// When it does not decode.
pub fn read_drawing(drawing: &app::dto::QrDrawing) -> Outcome<String> {
    const SIDE: usize = 4; // pixels a module
    const QUIET: usize = 4;
    let size = drawing.size as usize + 2 * QUIET;
    let mut dark = vec![false; size * size];
    for run in drawing.path.split_terminator('z') {
        let (at, length) = run.strip_prefix('M').and_then(|run| run.split_once('h')).ok_or("no run")?;
        let (x, y) = at.split_once(' ').ok_or("no place")?;
        let (x, y): (usize, usize) = (x.parse()?, y.parse()?);
        let length: usize = length.split('v').next().unwrap_or_default().parse()?;
        let from = (y + QUIET) * size + x + QUIET;
        dark[from..from + length].fill(true);
    }
    let pixel = |x: usize, y: usize| if dark[y / SIDE * size + x / SIDE] { 0 } else { 255 };
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(size * SIDE, size * SIDE, pixel);
    let grids = prepared.detect_grids();
    Ok(grids.first().ok_or("there is no QR code in the drawing")?.decode()?.1)
}
