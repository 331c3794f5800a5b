//! Reading a QR code off a screenshot, as a checker's camera would.

use crate::Outcome;

/// The text of the one QR code on a picture.
///
/// # Errors
/// When there is none, or it does not decode.
pub fn read_qr(png: &[u8]) -> Outcome<String> {
    let picture = image::load_from_memory(png)?.to_luma8();
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(
        picture.width() as usize,
        picture.height() as usize,
        |x, y| picture.get_pixel(u32::try_from(x).unwrap_or(0), u32::try_from(y).unwrap_or(0)).0[0],
    );
    let grids = prepared.detect_grids();
    let grid = grids.first().ok_or("there is no QR code on the picture")?;
    Ok(grid.decode()?.1)
}
